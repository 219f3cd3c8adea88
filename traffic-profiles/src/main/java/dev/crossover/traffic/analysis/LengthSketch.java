package dev.crossover.traffic.analysis;

/**
 * The distribution of lengths in flat memory: exact below 8,192 tokens, within 1/8,192 above.
 * Buckets are as in an HDR histogram (Tene): equally wide within each power of two.
 */
public final class LengthSketch {
  private static final int EXACT_BITS = 13;
  private static final int EXACT = 1 << EXACT_BITS;
  private static final int HALF = EXACT / 2;

  /** 0.07 x 5,000 is a little above 350 in binary. */
  private static final double ROUNDING = 1e-12;

  private static final int BUCKETS = EXACT + (31 - EXACT_BITS) * HALF;

  private final long[] counts = new long[BUCKETS];
  private long total;
  private double sum;
  private int min = Integer.MAX_VALUE;
  private int max;

  /**
   * Takes one length.
   *
   * @param tokens 0 or more
   */
  public void add(int tokens) {
    counts[bucket(tokens)]++;
    total++;
    sum += tokens;
    min = Math.min(min, tokens);
    max = Math.max(max, tokens);
  }

  public long count() {
    return total;
  }

  /** Exact; 0 of nothing. */
  public double mean() {
    return total == 0 ? 0 : sum / total;
  }

  /** Sum of all lengths. */
  public double tokens() {
    return sum;
  }

  /**
   * The smallest length that a share of all does not exceed.
   *
   * @param probability 0 (the shortest) to 1 (the longest)
   */
  public int quantile(double probability) {
    if (total == 0) {
      return 0;
    }
    long rank = Math.max((long) StrictMath.ceil(probability * total * (1 - ROUNDING)), 1);
    long seen = 0;
    for (int bucket = bucket(min); bucket <= bucket(max); bucket++) {
      seen += counts[bucket];
      if (seen >= rank) {
        return Math.max(Math.min(middle(bucket), max), min);
      }
    }
    return max;
  }

  /** Share of the lengths up to {@code tokens}. */
  public double shareUpTo(int tokens) {
    long seen = 0;
    for (int bucket = 0; bucket <= bucket(tokens); bucket++) {
      seen += counts[bucket];
    }
    return total == 0 ? 0 : (double) seen / total;
  }

  /** The largest gap between two distributions' shares of lengths up to any bound. */
  public double distance(LengthSketch other) {
    double mine = 0;
    double theirs = 0;
    double largest = 0;
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      mine += counts[bucket];
      theirs += other.counts[bucket];
      largest = Math.max(largest, Math.abs(mine / total - theirs / other.total));
    }
    return largest;
  }

  /** Adds what another one holds. */
  public void addAll(LengthSketch other) {
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      counts[bucket] += other.counts[bucket];
    }
    total += other.total;
    sum += other.sum;
    min = Math.min(min, other.min);
    max = Math.max(max, other.max);
  }

  private static int bucket(int tokens) {
    if (tokens < EXACT) {
      return tokens;
    }
    int shift = 32 - EXACT_BITS - Integer.numberOfLeadingZeros(tokens);
    return shift * HALF + (tokens >>> shift);
  }

  private static int middle(int bucket) {
    if (bucket < EXACT) {
      return bucket;
    }
    int shift = bucket / HALF - 1;
    int low = (bucket - shift * HALF) << shift;
    return low + (1 << shift) / 2;
  }
}
