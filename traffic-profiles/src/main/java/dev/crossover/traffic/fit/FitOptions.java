package dev.crossover.traffic.fit;

import java.time.LocalDateTime;

/**
 * What a fit cannot read from the arrivals.
 *
 * @param name of the profile
 * @param source where the recording comes from, as its profile will say
 * @param start UTC at which the recording begins, which gives hours and days of the week
 * @param blockTokens tokens that a hash of the recording stands for, or of a block of the caches
 *     that the fit is measured with
 */
public record FitOptions(String name, String source, LocalDateTime start, int blockTokens) {
  public FitOptions {
    if (!name.matches("[a-z0-9-]+")) {
      throw new IllegalArgumentException(
          "name '" + name + "' must be made of a-z, 0-9 and -. Maybe my-trace");
    }
    if (source.isBlank() || source.contains("\n")) {
      throw new IllegalArgumentException("source must be one line. Maybe the trace's file name");
    }
    if (blockTokens < 1) {
      throw new IllegalArgumentException(
          "block_size (" + blockTokens + ") must be at least 1. Maybe 16");
    }
  }
}
