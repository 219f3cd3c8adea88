package dev.crossover.traffic.length;

/** Every request has the same number of tokens. */
record ConstantLength(int tokens) implements LengthDistribution {
  @Override
  public int tokens(double uniform) {
    return tokens;
  }

  @Override
  public double mean() {
    return tokens;
  }
}
