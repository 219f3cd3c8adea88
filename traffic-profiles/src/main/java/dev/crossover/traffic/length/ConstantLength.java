package dev.crossover.traffic.length;

/** Every request has the same number of tokens. */
record ConstantLength(int tokens) implements LengthDistribution {
  static ConstantLength of(LengthParameters given, TokenBounds bounds) {
    double mean = given.get("mean");
    if (mean < 1 || mean != StrictMath.rint(mean)) {
      throw new IllegalArgumentException(
          "a constant length ("
              + mean
              + ") must be a whole number of tokens, at least 1."
              + " Maybe 512");
    }
    return new ConstantLength(bounds.tokens(mean));
  }

  @Override
  public int tokens(double uniform) {
    return tokens;
  }

  @Override
  public double mean() {
    return tokens;
  }
}
