package dev.crossover.traffic.arrival;

/**
 * How {@code vllm bench serve --ramp-up-strategy} changes the rate from one request to the next: by
 * the request's index, not by time.
 */
public enum RampUp {
  /** The same step in rate with each request. */
  LINEAR {
    @Override
    double at(double start, double end, double part) {
      return start + (end - start) * part;
    }
  },
  /** The same factor in rate with each request. */
  EXPONENTIAL {
    @Override
    double at(double start, double end, double part) {
      return start * StrictMath.pow(end / start, part);
    }
  };

  /**
   * The rate at which a request follows the one before.
   *
   * @param startPerSecond rate of the first request, above 0
   * @param endPerSecond rate of the last request, above 0
   * @param index of the request, from 0
   * @param requests how many there are, more than {@code index}
   */
  public double perSecond(double startPerSecond, double endPerSecond, long index, long requests) {
    if (!(startPerSecond > 0 && endPerSecond > 0) || index < 0 || index >= requests) {
      throw new IllegalArgumentException(
          "request %d of %d, from %s to %s requests/s"
              .formatted(index, requests, startPerSecond, endPerSecond));
    }
    double part = requests == 1 ? 0 : (double) index / (requests - 1);
    return at(startPerSecond, endPerSecond, part);
  }

  abstract double at(double start, double end, double part);
}
