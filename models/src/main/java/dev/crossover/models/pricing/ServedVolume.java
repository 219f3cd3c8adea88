package dev.crossover.models.pricing;

/**
 * What a strategy delivered in the billed window: the divisors of unit costs.
 *
 * @param requests requests completed
 * @param sloMetRequests those of them that met the SLO
 */
public record ServedVolume(
    long promptTokens, long outputTokens, long requests, long sloMetRequests) {
  public ServedVolume {
    if (Math.min(promptTokens, outputTokens) < 0 || sloMetRequests < 0) {
      throw new IllegalArgumentException("volumes must not be negative");
    }
    if (sloMetRequests > requests) {
      throw new IllegalArgumentException(
          sloMetRequests + " requests met the SLO, but only " + requests + " completed");
    }
  }
}
