package dev.crossover.traffic.profile;

import dev.crossover.engine.units.Count;
import dev.crossover.engine.units.Rate;
import dev.crossover.engine.units.Share;
import dev.crossover.traffic.arrival.ArrivalSpec;
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
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One kind of requests of a profile. What it does not say holds for it as the profile says it,
 * where its pace leaves room for that: batches and concurrency have no sessions, traces are as
 * recorded.
 *
 * @param name unique in the profile
 * @param weight share of the profile's rate, in relation to the weights of the other classes
 * @param rate mean volume of the class, where the profile gives none
 * @param rateOf what {@code rate} counts, requests or sessions; the profile's unless given
 * @param arrival how evenly requests come; the profile's unless given
 * @param seasonality traffic over the week; the profile's unless given
 * @param modulation random factors on the rate, which make bursts that last; the profile's unless
 *     given
 * @param stages stages of a load test, factors on {@code rate} or rates of their own; the profile's
 *     unless given
 * @param spikes flash crowds; the profile's unless given
 * @param closedLoop clients who wait for their answers, in place of a rate
 * @param batch jobs that begin at a time of the day, in place of a rate
 * @param prompt prompt tokens, those of the prefix left out; the profile's unless given
 * @param output tokens the model would produce if nothing cut it off; the profile's unless given
 * @param correlation rank correlation of prompt and output, -1 to 1 (Gaussian copula); the
 *     profile's unless given
 * @param reasoning share of the output that is thinking, which no later turn's prompt holds; the
 *     profile's unless given
 * @param prefix beginnings of prompts that requests share; the profile's unless given
 * @param session conversations of several turns; the profile's unless given
 * @param maxTokens limit on output tokens that every client sets; the profile's unless given
 * @param slo what each request must keep to count as good; the profile's unless given
 * @param priority importance to an engine with priority scheduling; the profile's unless given
 * @param cancel clients who give up on slow answers; the profile's unless given
 * @param model model that the clients ask for; the profile's unless given
 * @param compressPrompt share of the prompt tokens that a compressor removes, shared prefixes left
 *     as they are, at least one token left; the profile's unless given
 * @param cacheSimilar a cache that answers similar queries without a model; the profile's unless
 *     given
 * @param swapModel requests that a smaller model answers; the profile's unless given
 * @param replay a recorded trace in place of a rate, a closed loop or a batch, and of prompts and
 *     outputs
 */
public record ClassSpec(
    String name,
    @Nullable Double weight,
    @Nullable Rate rate,
    @Nullable RateOf rateOf,
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
    @Nullable ReplaySpec replay) {
  private static final int LONGEST_NAME = 100;

  public ClassSpec {
    if (name.isBlank() || name.length() > LONGEST_NAME) {
      throw new IllegalArgumentException("name must have 1 to 100 characters. Maybe name: chat");
    }
    if (weight != null && !(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("weight (" + weight + ") must be above 0. Maybe 1");
    }
    modulation = ProfileSpec.copy(modulation);
    stages = ProfileSpec.copy(stages);
    spikes = ProfileSpec.copy(spikes);
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
    ClassRules.checkVolume(weight, load);
    ClassRules.checkValues(
        weight,
        load,
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
            swapModel));
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
}
