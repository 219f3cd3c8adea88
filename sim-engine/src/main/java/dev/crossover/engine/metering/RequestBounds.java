package dev.crossover.engine.metering;

/**
 * Limits that one request must keep, all of them, to count as served within the SLO; nanoseconds,
 * {@link Long#MAX_VALUE} for no limit.
 */
public record RequestBounds(long ttftNanos, long tpotNanos, long e2eNanos) {
  public static final RequestBounds NONE =
      new RequestBounds(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

  boolean keeps(long ttft, long tpot, long e2e) {
    return ttft <= ttftNanos && tpot <= tpotNanos && e2e <= e2eNanos;
  }
}
