package dev.crossover.traffic.length;

/** The law of a share, by inversion: one uniform draw, one share. */
public final class ShareDistribution {
  private final Law law;

  private ShareDistribution(Law law) {
    this.law = law;
  }

  /** Compiles a block. */
  public static ShareDistribution of(ShareSpec spec) {
    return new ShareDistribution(spec.law());
  }

  /** A share from 0 to 1, non-decreasing in {@code uniform}, which lies in (0, 1). */
  public double value(double uniform) {
    return law.quantile(uniform);
  }

  /** Expected share. */
  public double mean() {
    return law.heldMean(0, 1);
  }
}
