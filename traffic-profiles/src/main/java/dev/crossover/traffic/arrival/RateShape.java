package dev.crossover.traffic.arrival;

import dev.crossover.engine.units.TimeSpan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rate is multiplied by over time: {@code seasonality x stages x (1 + spikes) x
 * modulations}.
 *
 * @param seasonality flat where null
 * @param modulation random factors of mean 1, each with draws of its own
 * @param stages a load test's stages from simulated time 0 on
 * @param spikes flash crowds, which add up where they meet
 */
public record RateShape(
    @Nullable SeasonalitySpec seasonality,
    List<ModulationSpec> modulation,
    List<StageSpec> stages,
    List<SpikeSpec> spikes) {
  /** The same rate all the time. */
  public static final RateShape FLAT = new RateShape(null, List.of(), List.of(), List.of());

  public RateShape {
    modulation = List.copyOf(modulation);
    stages = List.copyOf(stages);
    spikes = List.copyOf(spikes);
    if (!stages.isEmpty()) {
      checkTargets(stages);
      checkRamps(stages);
    }
  }

  /** Whether the stages say the rate themselves, so that the profile needs none. */
  public boolean hasStageRates() {
    return !stages.isEmpty() && stages.get(0).target().rate() != null;
  }

  private static void checkTargets(List<StageSpec> stages) {
    long rates = stages.stream().filter(stage -> stage.target().rate() != null).count();
    if (rates != 0 && rates != stages.size()) {
      throw new IllegalArgumentException(
          "stages mix factors and rates. Maybe give every target as a rate, as 20/s");
    }
    if (stages.stream().allMatch(stage -> stage.target().isZero())) {
      throw new IllegalArgumentException("every stage is 0. Maybe target: 1");
    }
    double seconds = stages.stream().mapToDouble(stage -> stage.duration().seconds()).sum();
    if (seconds > TimeSpan.MAX_NANOS / 1e9) {
      throw new IllegalArgumentException(
          "stages last longer than 20 years in all, the limit. Maybe shorter ones");
    }
  }

  private static void checkRamps(List<StageSpec> stages) {
    for (int i = 0; i < stages.size(); i++) {
      boolean fromZero = i == 0 || stages.get(i - 1).target().isZero();
      if (stages.get(i).ramp() == Ramp.EXPONENTIAL
          && (fromZero || stages.get(i).target().isZero())) {
        throw new IllegalArgumentException(
            "stage "
                + (i + 1)
                + " has an exponential ramp from or to 0, which no factor reaches."
                + " Maybe ramp: linear, or a first stage of 0.1");
      }
    }
  }
}
