package dev.crossover.engine.fleet;

/**
 * A model behind someone else's API.
 *
 * @param model its name, for the bill
 * @param latency how fast it answers
 * @param limits its rate limits
 * @param retry how the client's SDK retries
 * @param maxInputTokens longest prompt taken
 */
public record HostedPlan(
    String model,
    HostedLatency latency,
    HostedLimits limits,
    RetryPolicy retry,
    long maxInputTokens) {}
