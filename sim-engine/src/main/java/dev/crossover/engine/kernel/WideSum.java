package dev.crossover.engine.kernel;

import java.math.BigInteger;

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

  /**
   * The nearest double.
   *
   * @throws IllegalStateException when more was subtracted than added, or 2^127 is passed
   */
  public double value() {
    if (high < 0) {
      throw new IllegalStateException(
          "the sum lies outside 0 to 2^127: " + high + " * 2^64 + " + low);
    }
    int shift = Long.SIZE - Long.numberOfLeadingZeros(high);
    return shift == 0 ? unsigned(low) : Math.scalb(unsigned(leadingBits(shift)), shift);
  }

  /** The sum itself. */
  public BigInteger exact() {
    BigInteger unsignedLow = new BigInteger(Long.toUnsignedString(low));
    return BigInteger.valueOf(high).shiftLeft(Long.SIZE).add(unsignedLow);
  }

  /** The 64 leading bits; the last one stands for everything below it, as rounding requires. */
  private long leadingBits(int shift) {
    long lead = (high << (Long.SIZE - shift)) | (low >>> shift);
    return low << (Long.SIZE - shift) == 0 ? lead : lead | 1;
  }

  private static double unsigned(long bits) {
    return bits >= 0 ? bits : ((bits >>> 1) | (bits & 1)) * 2.0;
  }
}
