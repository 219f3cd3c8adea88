package dev.crossover.engine.batching;

import java.util.Comparator;
import java.util.List;

/** Which waiting requests share a batch. */
public enum Grouping {
  /** Those that came first; whoever waits when a batch begins may be in it. */
  ARRIVAL(false) {
    @Override
    void arrange(List<BatchedRequest> requests) {
      // They come in this order.
    }
  },

  /**
   * Those of similar length: all that wait are sorted by length and cut into batches, which are
   * served one after the other; who comes meanwhile waits for the next round.
   */
  SIMILAR_LENGTH(true) {
    @Override
    void arrange(List<BatchedRequest> requests) {
      requests.sort(Comparator.comparingInt(BatchedRequest::tokens));
    }
  };

  private final boolean closed;

  Grouping(boolean closed) {
    this.closed = closed;
  }

  /** Whether a round is served to its end before newcomers are looked at. */
  boolean roundsAreClosed() {
    return closed;
  }

  /** Puts the requests of a round into the order in which they are served. */
  abstract void arrange(List<BatchedRequest> requests);
}
