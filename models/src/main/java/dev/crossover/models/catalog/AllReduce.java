package dev.crossover.models.catalog;

/**
 * How long GPUs take to add up a tensor: two straight lines in its size, one up to a switch.
 *
 * @param tensorParallelSize GPUs that take part, at least 2
 * @param switchBytes largest tensor of the small regime
 * @param smallUs latency of the small regime, microseconds
 * @param smallGbPerS bandwidth of the small regime, 1e9 bytes per second
 * @param largeUs latency of the large regime, microseconds
 * @param largeGbPerS bandwidth of the large regime, 1e9 bytes per second
 * @param quality whether measured on this GPU
 * @param source who measured them
 */
public record AllReduce(
    int tensorParallelSize,
    long switchBytes,
    double smallUs,
    double smallGbPerS,
    double largeUs,
    double largeGbPerS,
    GpuSpec.QualityLabel quality,
    String source) {
  public AllReduce {
    Facts.require(tensorParallelSize >= 2, "tensor_parallel_size of an all-reduce starts at 2");
    Facts.require(switchBytes > 0, "switch_bytes must be above 0");
    Facts.notNegative("small_us", smallUs);
    Facts.positive("small_gb_per_s", smallGbPerS);
    Facts.notNegative("large_us", largeUs);
    Facts.positive("large_gb_per_s", largeGbPerS);
    Facts.present("quality", quality);
    Facts.present("source", source);
  }

  /**
   * Seconds for a tensor of {@code bytes}. The large regime starts no lower than where the small
   * one ends: the two fits are independent and may step down at the switch, a bigger tensor may
   * not.
   */
  public double seconds(double bytes) {
    double small = smallUs * 1e-6 + Math.min(bytes, (double) switchBytes) / (smallGbPerS * 1e9);
    if (bytes <= switchBytes) {
      return small;
    }
    return Math.max(small, largeUs * 1e-6 + bytes / (largeGbPerS * 1e9));
  }
}
