package dev.crossover.traffic.fit;

import dev.crossover.engine.units.Count;
import dev.crossover.engine.units.Rate;
import dev.crossover.engine.units.TimeSpan;
import dev.crossover.traffic.analysis.LengthSketch;
import dev.crossover.traffic.arrival.SeasonalitySpec;
import dev.crossover.traffic.content.PrefixSpec;
import dev.crossover.traffic.length.DurationSpec;
import dev.crossover.traffic.length.LengthSpec;
import dev.crossover.traffic.profile.ClassSpec;
import dev.crossover.traffic.profile.ProfileSpec;
import dev.crossover.traffic.session.SessionSpec;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a fit, from which its profile is written.
 *
 * @param perSecond requests per second in the long run
 * @param start local time at which the profile begins, or null where it has no season
 * @param bursts the gaps and the factors on the rate
 * @param prompts prompts where nothing is known of sessions, shared prefix left out
 * @param sessions as found; without any, requests stand alone
 */
record FittedTraffic(
    FitOptions options,
    double perSecond,
    @Nullable LocalDateTime start,
    @Nullable SeasonalitySpec season,
    Bursts bursts,
    @Nullable PrefixSpec prefix,
    LengthSketch prompts,
    LengthSketch outputs,
    double correlation,
    FittedSessions sessions) {
  private static final String STANDALONE = "standalone";
  private static final String CONVERSATION = "conversation";

  /** Weaker ones are noise. */
  private static final double LEAST_CORRELATION = 0.02;

  private static final long MILLI = 1_000_000L;

  FittedTraffic withBursts(Bursts other) {
    return new FittedTraffic(
        options, perSecond, start, season, other, prefix, prompts, outputs, correlation, sessions);
  }

  /** The same with figures that generated traffic has corrected. */
  FittedTraffic corrected(double newPerSecond, FittedSessions newSessions) {
    return new FittedTraffic(
        options,
        newPerSecond,
        start,
        season,
        bursts,
        prefix,
        prompts,
        outputs,
        correlation,
        newSessions);
  }

  /** The profile, with the lengths that were found. */
  ProfileSpec spec() {
    LengthSpec output = table(QuantileFit.of(outputs));
    Double ranks =
        Math.abs(correlation) < LEAST_CORRELATION ? null : Digits.rounded(correlation, 2);
    boolean classes = sessions.any();
    return profile(
        classes ? null : table(QuantileFit.of(prompts)),
        output,
        ranks,
        prefix,
        classes ? classes() : null);
  }

  /** The arrivals alone, where requests do not depend on one another: all lengths are 1. */
  ProfileSpec arrivals() {
    return profile(LengthSpec.constant(1), LengthSpec.constant(1), null, null, null);
  }

  private ProfileSpec profile(
      @Nullable LengthSpec prompt,
      LengthSpec output,
      @Nullable Double ranks,
      @Nullable PrefixSpec shared,
      @Nullable List<ClassSpec> classes) {
    return new ProfileSpec(
        options.name(),
        null,
        options.source(),
        rate(),
        null,
        start,
        null,
        bursts.arrival(),
        season,
        bursts.modulation().isEmpty() ? null : bursts.modulation(),
        null,
        null,
        null,
        null,
        prompt,
        output,
        ranks,
        null,
        shared,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        classes);
  }

  /** By seconds, minutes, hours or days: the first of which there is at least one. */
  private Rate rate() {
    double[] perUnit = {perSecond, perSecond * 60, perSecond * 3600, perSecond * 86_400};
    Rate.Per[] units = {Rate.Per.SECOND, Rate.Per.MINUTE, Rate.Per.HOUR, Rate.Per.DAY};
    int unit = 0;
    while (unit < units.length - 1 && perUnit[unit] < 1) {
      unit++;
    }
    BigDecimal amount = Digits.decimal(perUnit[unit], 6);
    return new Rate(amount, units[unit]);
  }

  /** Weights are shares of the requests. */
  private List<ClassSpec> classes() {
    double alone = sessions.aloneShare();
    List<ClassSpec> classes = new ArrayList<>();
    if (alone > 0 && sessions.standalone().count() > 0) {
      LengthSpec prompt = table(QuantileFit.of(sessions.standalone()));
      classes.add(one(STANDALONE, alone, prompt, null));
    }
    LengthSpec opening = table(QuantileFit.of(sessions.opening()));
    classes.add(one(CONVERSATION, 1 - alone, opening, session()));
    return classes;
  }

  private SessionSpec session() {
    List<Double> chances = new ArrayList<>(List.of(1.0));
    chances.addAll(sessions.continues());
    Map<String, TimeSpan> gaps = new LinkedHashMap<>();
    QuantileFit.of(sessions.gapMillis())
        .forEach((name, millis) -> gaps.put(name, new TimeSpan(whole(millis) * MILLI)));
    DurationSpec think =
        new DurationSpec(null, null, null, null, null, null, null, null, null, gaps, null, null);
    return new SessionSpec(
        null,
        chances,
        think,
        null,
        table(QuantileFit.of(sessions.added())),
        new Count(sessions.longest()),
        null);
  }

  private static ClassSpec one(
      String name, double weight, LengthSpec prompt, @Nullable SessionSpec session) {
    return new ClassSpec(
        name,
        Digits.rounded(weight, 4),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        prompt,
        null,
        null,
        null,
        null,
        session,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /** Milliseconds, tenths of a second from ten seconds on. */
  private static long whole(double millis) {
    long step = millis < 10_000 ? 1 : 100;
    return Math.max(StrictMath.round(millis / step), 1) * step;
  }

  private static LengthSpec table(Map<String, Double> quantiles) {
    return new LengthSpec(
        null, null, null, null, null, null, null, null, null, quantiles, null, null, null, null);
  }
}
