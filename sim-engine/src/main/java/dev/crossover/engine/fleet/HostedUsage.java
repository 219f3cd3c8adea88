package dev.crossover.engine.fleet;

import dev.crossover.engine.metering.UsageLedger.TokenUsage;
import dev.crossover.engine.request.LiveRequests;

/** Tokens the hosted API charges for measured requests, for what nobody waited for included. */
final class HostedUsage {
  private long attempts;
  private long promptTokens;
  private long outputTokens;

  void count(LiveRequests requests, int row, int produced) {
    if (requests.isMeasured(row)) {
      attempts++;
      promptTokens += requests.promptTokens[row];
      outputTokens += produced;
    }
  }

  TokenUsage of(String model) {
    return new TokenUsage(model, attempts, promptTokens, 0, outputTokens);
  }
}
