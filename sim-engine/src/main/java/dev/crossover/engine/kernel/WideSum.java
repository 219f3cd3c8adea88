package dev.crossover.engine.kernel;

/**
 * A sum of products of non-negative longs, exact in 127 bits: integrals over months of picoseconds
 * do not fit a long, and doubles would make the sum depend on the grouping of its terms.
 */
public final class WideSum {
  private long high;
  private long low;

  /** Adds {@code a * b}. */
  public void add(long a, long b) {
    long productLow = a * b;
    long sum = low + productLow;
    long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
    high += Math.multiplyHigh(a, b) + carry;
    low = sum;
  }

  public void add(long value) {
    add(value, 1);
  }

  public void add(WideSum other) {
    long sum = low + other.low;
    high += other.high + (Long.compareUnsigned(sum, low) < 0 ? 1 : 0);
    low = sum;
  }

  /** Takes a smaller sum away. */
  public void subtract(WideSum other) {
    high -= other.high + (Long.compareUnsigned(low, other.low) < 0 ? 1 : 0);
    low -= other.low;
  }

  public void set(WideSum other) {
    high = other.high;
    low = other.low;
  }

  public void clear() {
    high = 0;
    low = 0;
  }

  /** The nearest double. */
  public double value() {
    return high * 0x1.0p64 + (low >>> 1) * 2.0 + (low & 1);
  }
}
