package dev.crossover.engine.fleet;

/**
 * How the engines of a fleet batch requests.
 *
 * @param policy who shares steps with whom
 * @param timeoutNanos how long an incomplete batch waits to fill, 0 for not at all; continuous
 *     batching never waits
 */
public record Batching(BatchingPolicy policy, long timeoutNanos) {
  /** vLLM's. */
  public static final Batching CONTINUOUS = new Batching(BatchingPolicy.CONTINUOUS, 0);

  public Batching {
    if (timeoutNanos < 0 || (timeoutNanos > 0 && policy == BatchingPolicy.CONTINUOUS)) {
      throw new IllegalArgumentException(
          "%s batching cannot wait %s ns for a batch to fill".formatted(policy, timeoutNanos));
    }
  }
}
