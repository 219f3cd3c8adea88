package dev.crossover.traffic.arrival;

import org.jspecify.annotations.Nullable;

/**
 * The {@code arrival} block of a profile: how evenly requests follow one another.
 *
 * @param process the law of the gaps
 * @param burstiness gamma shape of the gaps, as vLLM's {@code --burstiness}: 1 is Poisson, less is
 *     burstier
 * @param cv coefficient of variation of gamma or Weibull gaps, in place of their shape
 * @param shape Weibull shape of the gaps: 1 is Poisson, less is burstier
 */
public record ArrivalSpec(
    ArrivalProcess process,
    @Nullable Double burstiness,
    @Nullable Double cv,
    @Nullable Double shape) {
  /** What a profile without the block means. */
  public static final ArrivalSpec POISSON = new ArrivalSpec(ArrivalProcess.POISSON, null, null);

  private static final double MIN_BURSTINESS = 1e-3;
  private static final double MAX_BURSTINESS = 1e6;

  public ArrivalSpec {
    if (burstiness != null && cv != null) {
      throw new IllegalArgumentException(
          "burstiness and cv say the same thing (burstiness = 1/cv^2). Maybe keep one of them");
    }
    if (shape != null && cv != null) {
      throw new IllegalArgumentException("shape and cv say the same thing. Maybe keep one of them");
    }
    boolean spread = process == ArrivalProcess.GAMMA || process == ArrivalProcess.WEIBULL;
    if ((burstiness != null && process != ArrivalProcess.GAMMA) || (cv != null && !spread)) {
      throw new IllegalArgumentException(
          "burstiness and cv belong to process gamma, cv to weibull too."
              + " Maybe write process: gamma");
    }
    if (shape != null && process != ArrivalProcess.WEIBULL) {
      throw new IllegalArgumentException(
          "shape belongs to process weibull. Maybe write process: weibull");
    }
    if (process == ArrivalProcess.GAMMA) {
      checkGamma(burstiness, cv);
    } else if (process == ArrivalProcess.WEIBULL) {
      checkWeibull(cv, shape);
    }
  }

  /** Without a Weibull shape. */
  public ArrivalSpec(ArrivalProcess process, @Nullable Double burstiness, @Nullable Double cv) {
    this(process, burstiness, cv, null);
  }

  /** Shape of the gamma law of the gaps; 1 for the other processes. */
  public double gammaShape() {
    return process == ArrivalProcess.GAMMA ? gammaShape(burstiness, cv) : 1;
  }

  /** Shape of the Weibull law of the gaps; 1 for the other processes. */
  double weibullShape() {
    if (process != ArrivalProcess.WEIBULL) {
      return 1;
    }
    return cv == null ? or1(shape) : WeibullGaps.shapeOf(cv);
  }

  private static void checkGamma(@Nullable Double burstiness, @Nullable Double cv) {
    if (burstiness == null && cv == null) {
      throw new IllegalArgumentException(
          "process gamma needs burstiness or cv. Maybe burstiness: 0.5");
    }
    double shape = gammaShape(burstiness, cv);
    if (!(shape >= MIN_BURSTINESS && shape <= MAX_BURSTINESS) || (cv != null && cv < 0)) {
      throw new IllegalArgumentException(
          "burstiness must lie between 0.001 and 1e6, cv between 0.001 and 31.6."
              + " Maybe burstiness: 0.5");
    }
  }

  private static void checkWeibull(@Nullable Double cv, @Nullable Double shape) {
    if (cv == null && shape == null) {
      throw new IllegalArgumentException("process weibull needs shape or cv. Maybe shape: 0.7");
    }
    boolean fits =
        shape == null
            ? or1(cv) >= WeibullGaps.cvOf(WeibullGaps.MAX_SHAPE)
                && or1(cv) <= WeibullGaps.cvOf(WeibullGaps.MIN_SHAPE)
            : shape >= WeibullGaps.MIN_SHAPE && shape <= WeibullGaps.MAX_SHAPE;
    if (!fits) {
      throw new IllegalArgumentException(
          "shape must lie between 0.1 and 1000, cv between 0.0013 and 429. Maybe shape: 0.7");
    }
  }

  private static double gammaShape(@Nullable Double burstiness, @Nullable Double cv) {
    return burstiness != null ? burstiness : 1 / (or1(cv) * or1(cv));
  }

  private static double or1(@Nullable Double value) {
    return value == null ? 1 : value;
  }
}
