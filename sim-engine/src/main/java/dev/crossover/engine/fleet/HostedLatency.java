package dev.crossover.engine.fleet;

/**
 * How long a hosted API takes when it does not throttle. {@code z} is a standard normal draw, so
 * that the same draw is an equally slow request under every model.
 */
public interface HostedLatency {
  /** Request accepted to first token, nanoseconds, at least 0. */
  long ttftNanos(double z, int promptTokens);

  /** First to last token, nanoseconds; 0 for a single token. */
  long decodeNanos(double z, int outputTokens);
}
