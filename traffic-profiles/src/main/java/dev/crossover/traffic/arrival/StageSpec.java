package dev.crossover.traffic.arrival;

import dev.crossover.engine.units.TimeSpan;
import org.jspecify.annotations.Nullable;

/**
 * One stage of a load test: stages follow one another from time 0, and the last one's target holds
 * from its end on.
 *
 * @param duration how long the stage lasts
 * @param target a factor on the profile's rate, or a rate; all stages of a profile give the same of
 *     the two
 * @param ramp how the stage gets to its target from that of the stage before, 0 for the first; step
 *     unless given
 */
public record StageSpec(TimeSpan duration, StageTarget target, @Nullable Ramp ramp) {
  public StageSpec {
    if (duration.nanos() == 0) {
      throw new IllegalArgumentException("duration must be above 0s. Maybe 5min");
    }
  }
}
