package dev.crossover.engine.metering;

import dev.crossover.engine.request.LiveRequests;

/** Reads what a request's row says of its answer into the books. */
final class RowFigures {
  private final LiveRequests requests;

  RowFigures(LiveRequests requests) {
    this.requests = requests;
  }

  /** Times of an answer that came token by token, the last one at {@code nanos}. */
  void bookLatencies(int row, long nanos, LatencyBook latencies) {
    bookClientTimes(row, nanos, latencies);
    int output = requests.outputTokens[row];
    if (output > 1) {
      long decodeNanos = nanos - requests.firstTokenNanos[row];
      latencies.of(LatencyMetric.TPOT).recordMeanOf(decodeNanos, output - 1, 1);
    }
    if (requests.scheduledNanos[row] != LiveRequests.NEVER) {
      latencies
          .of(LatencyMetric.QUEUE)
          .recordNanos(requests.scheduledNanos[row] - requests.enqueuedNanos[row]);
    }
  }

  /** When the answer began and ended, as its client sees it. */
  void bookClientTimes(int row, long nanos, LatencyBook latencies) {
    latencies.of(LatencyMetric.TTFT).recordNanos(ttftNanos(row));
    latencies.of(LatencyMetric.E2E).recordNanos(nanos - requests.arrivalNanos[row]);
  }

  void bookTokens(int row, TokenTotals tokens) {
    tokens.prompt += requests.promptTokens[row];
    tokens.cachedPrompt += requests.cachedTokens[row];
    tokens.output += requests.outputTokens[row];
  }

  /** Whether an answer that was complete at {@code nanos} kept its bounds. */
  boolean keeps(RequestBounds bounds, int row, long nanos) {
    long ttft = ttftNanos(row);
    long e2e = nanos - requests.arrivalNanos[row];
    return bounds.keeps(ttft, (e2e - ttft) / Math.max(1, requests.outputTokens[row] - 1), e2e);
  }

  private long ttftNanos(int row) {
    return requests.firstTokenNanos[row] - requests.arrivalNanos[row];
  }
}
