package dev.crossover.models.performance;

import dev.crossover.engine.fleet.HostedLatency;
import dev.crossover.models.catalog.HostedModel;
import org.apache.commons.math3.util.FastMath;

/**
 * Latency of a hosted model: time to first token lognormal through its median and 95th percentile,
 * plus a slope in the prompt; speed lognormal through its median and 5th percentile. A higher
 * {@code z} is a slower request in both.
 */
public final class LognormalLatency implements HostedLatency {
  /** The 95th percentile of the standard normal. */
  private static final double Z95 = 1.6448536269514722;

  private final double medianTtftNanos;
  private final double ttftSigma;
  private final double nanosPerInputToken;
  private final double medianNanosPerToken;
  private final double speedSigma;

  public LognormalLatency(HostedModel model) {
    HostedModel.Ttft ttft = model.ttft();
    medianTtftNanos = ttft.p50().nanos();
    ttftSigma = FastMath.log((double) ttft.p95().nanos() / ttft.p50().nanos()) / Z95;
    nanosPerInputToken = ttft.perThousandInputTokens().nanos() / 1000.0;
    HostedModel.Speed speed = model.speed();
    medianNanosPerToken = 1e9 / speed.p50();
    speedSigma = FastMath.log(speed.p50() / speed.p5()) / Z95;
  }

  @Override
  public long ttftNanos(double z, int promptTokens) {
    double draw = medianTtftNanos * FastMath.exp(ttftSigma * z);
    return Math.round(draw + nanosPerInputToken * promptTokens);
  }

  @Override
  public long decodeNanos(double z, int outputTokens) {
    double perToken = medianNanosPerToken * FastMath.exp(speedSigma * z);
    return Math.round(perToken * Math.max(0, outputTokens - 1));
  }
}
