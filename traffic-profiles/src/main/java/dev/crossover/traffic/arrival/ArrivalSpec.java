package dev.crossover.traffic.arrival;

import org.jspecify.annotations.Nullable;

/**
 * The {@code arrival} block of a profile: how evenly requests follow one another.
 *
 * @param process the law of the gaps
 * @param burstiness gamma shape of the gaps, as vLLM's {@code --burstiness}: 1 is Poisson, less is
 *     burstier
 * @param cv coefficient of variation of the gaps, another way to write {@code burstiness}
 */
public record ArrivalSpec(
    ArrivalProcess process, @Nullable Double burstiness, @Nullable Double cv) {
  /** What a profile without the block means. */
  public static final ArrivalSpec POISSON = new ArrivalSpec(ArrivalProcess.POISSON, null, null);

  private static final double MIN_SHAPE = 1e-3;
  private static final double MAX_SHAPE = 1e6;

  public ArrivalSpec {
    if (burstiness != null && cv != null) {
      throw new IllegalArgumentException(
          "burstiness and cv say the same thing (burstiness = 1/cv^2). Maybe keep one of them");
    }
    boolean shaped = burstiness != null || cv != null;
    if (shaped && process != ArrivalProcess.GAMMA) {
      throw new IllegalArgumentException(
          "burstiness and cv belong to process gamma. Maybe write process: gamma");
    }
    if (!shaped && process == ArrivalProcess.GAMMA) {
      throw new IllegalArgumentException(
          "process gamma needs burstiness or cv. Maybe burstiness: 0.5");
    }
    if (shaped) {
      double shape = shape(burstiness, cv);
      if (!(shape >= MIN_SHAPE && shape <= MAX_SHAPE) || (cv != null && cv < 0)) {
        throw new IllegalArgumentException(
            "burstiness must lie between 0.001 and 1e6, cv between 0.001 and 31.6."
                + " Maybe burstiness: 0.5");
      }
    }
  }

  /** Shape of the gamma law of the gaps; 1 for the other processes. */
  public double gammaShape() {
    return process == ArrivalProcess.GAMMA ? shape(burstiness, cv) : 1;
  }

  private static double shape(@Nullable Double burstiness, @Nullable Double cv) {
    if (burstiness != null) {
      return burstiness;
    }
    return cv == null ? 1 : 1 / (cv * cv);
  }
}
