package dev.crossover.traffic.trace;

import dev.crossover.engine.kernel.RandomStream;
import dev.crossover.engine.kernel.RandomStreams;
import java.util.List;

/**
 * One client of a ServeGen pool as a source of requests: in each window a renewal process of its
 * own. Draws belong to the client's name and the window's place, so they do not depend on other
 * clients.
 */
final class ServeGenClient {
  private final List<ServeGenWindow> windows;
  private final ServeGenLengths lengths;
  private final RandomStream gaps;
  private final RandomStream prompts;
  private final RandomStream outputs;
  private int window = -1;
  private RandomStream windowGaps;
  private long gap;
  private double offsetNanos = Double.POSITIVE_INFINITY;
  private long requests;
  private long nextNanos;

  ServeGenClient(
      String name, List<ServeGenWindow> windows, ServeGenLengths lengths, RandomStreams streams) {
    this.windows = windows;
    this.lengths = lengths;
    this.gaps = streams.stream(name, "servegen gaps");
    this.prompts = streams.stream(name, "servegen prompt");
    this.outputs = streams.stream(name, "servegen output");
    this.windowGaps = gaps;
    follow();
  }

  /** When the next request comes; {@link Long#MAX_VALUE} after the last. */
  long nextNanos() {
    return nextNanos;
  }

  /** Hands out the request at {@link #nextNanos}. */
  void next(TraceRow into) {
    into.clear();
    into.epochNanos = nextNanos;
    into.promptTokens = lengths.prompt(nextNanos, prompts.uniform(requests));
    into.outputTokens = lengths.output(nextNanos, outputs.uniform(requests));
    requests++;
    follow();
  }

  private void follow() {
    if (window >= 0) {
      advance(false);
    }
    while (offsetNanos >= ServeGenWindow.NANOS) {
      if (!enter()) {
        nextNanos = Long.MAX_VALUE;
        return;
      }
    }
    nextNanos = windows.get(window).startNanos() + (long) offsetNanos;
  }

  /** Moves to the next window in which there are requests, and to the first of them. */
  private boolean enter() {
    do {
      window++;
      if (window >= windows.size()) {
        window = windows.size();
        return false;
      }
    } while (windows.get(window).perSecond() == 0);
    windowGaps = gaps.sub(window);
    gap = 0;
    offsetNanos = 0;
    advance(true);
    return true;
  }

  private void advance(boolean first) {
    if (window >= windows.size()) {
      return;
    }
    ServeGenWindow now = windows.get(window);
    double length =
        first
            ? now.law().firstGap(windowGaps, gap, now.shape())
            : now.law().gap(windowGaps, gap, now.shape());
    gap++;
    offsetNanos += length * 1e9 / now.perSecond();
  }
}
