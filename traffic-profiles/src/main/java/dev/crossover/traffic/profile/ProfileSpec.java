package dev.crossover.traffic.profile;

import dev.crossover.engine.units.Count;
import dev.crossover.engine.units.Rate;
import dev.crossover.engine.units.Share;
import dev.crossover.traffic.arrival.ArrivalSpec;
import dev.crossover.traffic.arrival.LocalCalendar;
import dev.crossover.traffic.arrival.ModulationSpec;
import dev.crossover.traffic.arrival.SeasonalitySpec;
import dev.crossover.traffic.arrival.SpikeSpec;
import dev.crossover.traffic.arrival.StageSpec;
import dev.crossover.traffic.content.PrefixSpec;
import dev.crossover.traffic.length.LengthSpec;
import dev.crossover.traffic.length.ShareSpec;
import dev.crossover.traffic.session.BatchSpec;
import dev.crossover.traffic.session.CancelSpec;
import dev.crossover.traffic.session.ClosedLoopSpec;
import dev.crossover.traffic.session.SessionSpec;
import dev.crossover.traffic.trace.ReplaySpec;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A traffic profile as written: how requests come (a rate, a closed loop, a batch or a recorded
 * trace), what they are made of, and their classes where there are several.
 *
 * @param name what the profile is called
 * @param description what it stands for
 * @param source where its figures come from
 * @param rate mean volume; needed unless stages, a closed loop, a batch, a trace or the classes say
 *     how much comes
 * @param rateOf what {@code rate} counts, requests or sessions; requests unless given
 * @param start local time of simulated time 0, Monday 5 January 2026 00:00 unless given
 * @param timezone IANA name, UTC unless given
 * @param arrival how evenly requests come, Poisson unless given
 * @param seasonality traffic over the week, flat unless given
 * @param modulation random factors on the rate, which make bursts that last; none unless given
 * @param stages stages of a load test, factors on {@code rate} or rates of their own; none unless
 *     given
 * @param spikes flash crowds; none unless given
 * @param closedLoop clients who wait for their answers, in place of a rate
 * @param batch jobs that begin at a time of the day, in place of a rate
 * @param prompt prompt tokens, those of the prefix left out; needed without {@code replay}
 * @param output tokens the model would produce if nothing cut it off; needed without {@code replay}
 * @param correlation rank correlation of prompt and output, -1 to 1 (Gaussian copula); 0 unless
 *     given
 * @param reasoning share of the output that is thinking, which no later turn's prompt holds; 0
 *     unless given
 * @param prefix beginnings of prompts that requests share; none unless given
 * @param session conversations of several turns; requests stand alone unless given
 * @param maxTokens limit on output tokens that every client sets; none unless given
 * @param slo what each request must keep to count as good; no bounds unless given
 * @param priority importance to an engine with priority scheduling; normal unless given
 * @param cancel clients who give up on slow answers; all wait for ever unless given
 * @param model model that the clients ask for; the strategy's own unless given
 * @param compressPrompt share of the prompt tokens that a compressor removes, shared prefixes left
 *     as they are, at least one token left; 0 unless given
 * @param cacheSimilar a cache that answers similar queries without a model; none unless given
 * @param swapModel requests that a smaller model answers; none unless given
 * @param normalize whether the measured window holds exactly rate times its length in the mean,
 *     modulation and spikes included; true unless given
 * @param replay a recorded trace in place of a rate, a closed loop or a batch, and of prompts and
 *     outputs
 * @param classes kinds of requests; a key that a class does not give holds for it as the profile
 *     gives it; one class of all requests unless given
 */
public record ProfileSpec(
    @Nullable String name,
    @Nullable String description,
    @Nullable String source,
    @Nullable Rate rate,
    @Nullable RateOf rateOf,
    @Nullable LocalDateTime start,
    @Nullable String timezone,
    @Nullable ArrivalSpec arrival,
    @Nullable SeasonalitySpec seasonality,
    @Nullable List<ModulationSpec> modulation,
    @Nullable List<StageSpec> stages,
    @Nullable List<SpikeSpec> spikes,
    @Nullable ClosedLoopSpec closedLoop,
    @Nullable BatchSpec batch,
    @Nullable LengthSpec prompt,
    @Nullable LengthSpec output,
    @Nullable Double correlation,
    @Nullable ShareSpec reasoning,
    @Nullable PrefixSpec prefix,
    @Nullable SessionSpec session,
    @Nullable Count maxTokens,
    @Nullable ClassSloSpec slo,
    @Nullable PrioritySpec priority,
    @Nullable CancelSpec cancel,
    @Nullable String model,
    @Nullable Share compressPrompt,
    @Nullable CacheSimilarSpec cacheSimilar,
    @Nullable SwapModelSpec swapModel,
    @Nullable Boolean normalize,
    @Nullable ReplaySpec replay,
    @Nullable List<ClassSpec> classes) {
  private static final LocalDateTime A_MONDAY = LocalDateTime.of(2026, 1, 5, 0, 0);
  private static final int FIRST_YEAR = 1970;
  private static final int LAST_YEAR = 2200;

  public ProfileSpec {
    modulation = copy(modulation);
    stages = copy(stages);
    spikes = copy(spikes);
    classes = copy(classes);
    zone(timezone);
    checkStart(start);
    LoadKeys load =
        new LoadKeys(
            rate,
            rateOf,
            arrival,
            seasonality,
            modulation,
            stages,
            spikes,
            closedLoop,
            batch,
            replay);
    RequestKeys requests =
        new RequestKeys(
            prompt,
            output,
            correlation,
            reasoning,
            prefix,
            session,
            maxTokens,
            slo,
            priority,
            cancel,
            model,
            compressPrompt,
            cacheSimilar,
            swapModel);
    ProfileRules.check(load, requests, normalize, classes);
  }

  LoadKeys load() {
    return new LoadKeys(
        rate, rateOf, arrival, seasonality, modulation, stages, spikes, closedLoop, batch, replay);
  }

  RequestKeys requests() {
    return new RequestKeys(
        prompt,
        output,
        correlation,
        reasoning,
        prefix,
        session,
        maxTokens,
        slo,
        priority,
        cancel,
        model,
        compressPrompt,
        cacheSimilar,
        swapModel);
  }

  LocalCalendar calendar() {
    return new LocalCalendar(start == null ? A_MONDAY : start, zone(timezone));
  }

  /** The instant of simulated time 0. */
  public Instant epoch() {
    return (start == null ? A_MONDAY : start).atZone(zone(timezone)).toInstant();
  }

  boolean normalized() {
    return normalize == null || normalize;
  }

  static <T> @Nullable List<T> copy(@Nullable List<T> list) {
    return list == null ? null : List.copyOf(list);
  }

  private static void checkStart(@Nullable LocalDateTime start) {
    if (start != null && (start.getYear() < FIRST_YEAR || start.getYear() > LAST_YEAR)) {
      throw new IllegalArgumentException(
          "start (" + start + ") must lie between 1970 and 2200. Maybe 2026-01-05T00:00");
    }
  }

  private static ZoneId zone(@Nullable String timezone) {
    try {
      return ZoneId.of(timezone == null ? "UTC" : timezone);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "timezone '" + timezone + "' is not an IANA name. Maybe UTC or Europe/Berlin", e);
    }
  }
}
