package dev.crossover.traffic.length;

/** Always the same value. */
record ConstantLaw(double value) implements Law {
  static ConstantLaw of(LawParameters given) {
    return new ConstantLaw(given.get("mean"));
  }

  @Override
  public double quantile(double p) {
    return value;
  }

  @Override
  public double cumulative(double x) {
    return x < value ? 0 : 1;
  }

  @Override
  public double heldMean(double low, double high) {
    return Math.min(Math.max(value, low), high);
  }
}
