package dev.crossover.traffic.arrival;

import java.util.List;

/** Several factors at once: a step ends where the first of theirs does. */
final class ProductSteps implements FactorSteps {
  private final FactorSteps[] factors;
  private double factor;
  private long endNanos;

  /**
   * @param factors at least one; multiplied in this order
   */
  ProductSteps(List<FactorSteps> factors) {
    this.factors = factors.toArray(new FactorSteps[0]);
    advance();
  }

  @Override
  public double factor() {
    return factor;
  }

  @Override
  public long endNanos() {
    return endNanos;
  }

  @Override
  public void advance() {
    long from = endNanos;
    double product = 1;
    long end = Long.MAX_VALUE;
    for (FactorSteps each : factors) {
      while (each.endNanos() <= from) {
        each.advance();
      }
      product *= each.factor();
      end = Math.min(end, each.endNanos());
    }
    factor = product;
    endNanos = end;
  }
}
