package dev.crossover.traffic.analysis;

/**
 * How uneven the numbers of arrivals in windows of one width are.
 *
 * @param widthNanos of a window
 * @param windows how many whole ones there were
 * @param mean arrivals of a window
 * @param idc index of dispersion: variance over mean of the counts, 1 for Poisson; 0 where there
 *     are fewer than two windows
 * @param peak most arrivals of a window
 * @param peakNanos start of the first window with that many
 */
public record Dispersion(
    long widthNanos, long windows, double mean, double idc, long peak, long peakNanos) {
  /** Arrivals per second in the busiest window. */
  public double peakPerSecond() {
    return peak / (widthNanos / 1e9);
  }

  /** Busiest window over mean; 0 without arrivals. */
  public double peakToMean() {
    return mean > 0 ? peak / mean : 0;
  }
}
