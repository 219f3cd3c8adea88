package dev.crossover.engine.kernel;

/**
 * Names every source of randomness of one replication. A stream depends on (seed, replication,
 * class name, purpose) alone, so every strategy that asks for the same name sees the same draws.
 */
public final class RandomStreams {
  private final long root;

  /**
   * @param seed the experiment's seed, any value
   * @param replication 0 for the first
   */
  public RandomStreams(long seed, int replication) {
    this.root =
        RandomStream.mix64(RandomStream.mix64(seed) + 0x9E3779B97F4A7C15L * (replication + 1L));
  }

  /** The stream of one purpose of one traffic class. */
  public RandomStream stream(String className, String purpose) {
    return new RandomStream(RandomStream.mix64(root ^ fnv1a64(className + "\u0000" + purpose)));
  }

  /** The stream of a purpose that belongs to no traffic class. */
  public RandomStream stream(String purpose) {
    return stream("", purpose);
  }

  /** FNV-1a, 64 bits, over UTF-16 code units, low byte first. */
  static long fnv1a64(String name) {
    long hash = 0xCBF29CE484222325L;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ (name.charAt(i) & 0xFF)) * 0x100000001B3L;
      hash = (hash ^ (name.charAt(i) >>> 8)) * 0x100000001B3L;
    }
    return hash;
  }
}
