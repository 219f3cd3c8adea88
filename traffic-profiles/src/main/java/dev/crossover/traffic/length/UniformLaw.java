package dev.crossover.traffic.length;

/** Every value between two is as likely as any other. */
record UniformLaw(double from, double to) implements Law {
  static UniformLaw of(LawParameters given) {
    if (given.are("min", "max")) {
      return new UniformLaw(given.get("min"), given.get("max"));
    }
    double mean = given.get("mean");
    double reach = Math.sqrt(3) * given.cv() * mean;
    if (reach > mean) {
      throw new IllegalArgumentException(
          "cv ("
              + given.cv()
              + ") must be at most 0.577, with which a uniform law begins at 0. Maybe 0.3");
    }
    return new UniformLaw(mean - reach, mean + reach);
  }

  @Override
  public double quantile(double p) {
    return from + (to - from) * p;
  }

  @Override
  public double cumulative(double x) {
    return x < from ? 0 : x >= to ? 1 : (x - from) / (to - from);
  }

  @Override
  public double heldMean(double low, double high) {
    return new PiecewiseLaw(new double[] {0, 1}, new double[] {from, to}).heldMean(low, high);
  }
}
