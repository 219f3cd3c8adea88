package dev.crossover.traffic.profile;

import dev.crossover.engine.units.TimeSpan;
import org.jspecify.annotations.Nullable;

/**
 * What each request of a class must keep to count as good.
 *
 * @param ttft time to first token
 * @param tpot mean time per output token after the first
 * @param e2e from first contact to the last token
 */
public record ClassSloSpec(
    @Nullable TimeSpan ttft, @Nullable TimeSpan tpot, @Nullable TimeSpan e2e) {
  public ClassSloSpec {
    if (ttft == null && tpot == null && e2e == null) {
      throw new IllegalArgumentException("needs ttft, tpot or e2e. Maybe {ttft: 300ms}");
    }
    for (TimeSpan bound : new TimeSpan[] {ttft, tpot, e2e}) {
      if (bound != null && bound.nanos() == 0) {
        throw new IllegalArgumentException("a bound must be above 0s. Maybe ttft: 300ms");
      }
    }
  }
}
