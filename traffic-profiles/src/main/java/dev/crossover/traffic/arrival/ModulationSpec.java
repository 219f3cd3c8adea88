package dev.crossover.traffic.arrival;

import dev.crossover.engine.units.TimeSpan;
import org.jspecify.annotations.Nullable;

/**
 * One random factor on the rate, of mean 1, which makes bursts that last.
 *
 * @param kind the law of the factor
 * @param cv standard deviation of a lognormal factor, above 0 to 10
 * @param correlationTime time over which a lognormal factor forgets: its correlation falls as
 *     e^(-t/time)
 * @param meanOn mean length of a stretch with traffic, of on_off
 * @param meanOff mean length of a silence, of on_off
 */
public record ModulationSpec(
    ModulationKind kind,
    @Nullable Double cv,
    @Nullable TimeSpan correlationTime,
    @Nullable TimeSpan meanOn,
    @Nullable TimeSpan meanOff) {
  private static final double MAX_CV = 10;

  /** A path is walked step by step: a month of 0.1 ms steps takes minutes, a shorter step hours. */
  private static final long MIN_NANOS = 1_000_000;

  public ModulationSpec {
    boolean waves = cv != null && correlationTime != null && meanOn == null && meanOff == null;
    boolean episodes = cv == null && correlationTime == null && meanOn != null && meanOff != null;
    if (!(kind == ModulationKind.LOGNORMAL ? waves : episodes)) {
      throw new IllegalArgumentException(
          kind == ModulationKind.LOGNORMAL
              ? "lognormal takes cv and correlation_time alone. Maybe {kind: lognormal, cv: 0.22,"
                  + " correlation_time: 6min}"
              : "on_off takes mean_on and mean_off alone. Maybe {kind: on_off, mean_on: 9s,"
                  + " mean_off: 40s}");
    }
    if (cv != null && !(cv > 0 && cv <= MAX_CV)) {
      throw new IllegalArgumentException(
          "cv (" + cv + ") must lie above 0 and at most at 10. Maybe 0.2");
    }
    atLeast1ms("correlation_time", correlationTime);
    atLeast1ms("mean_on", meanOn);
    atLeast1ms("mean_off", meanOff);
  }

  private static void atLeast1ms(String key, @Nullable TimeSpan span) {
    if (span != null && span.nanos() < MIN_NANOS) {
      throw new IllegalArgumentException(key + " (" + span + ") must be at least 1ms. Maybe 1min");
    }
  }
}
