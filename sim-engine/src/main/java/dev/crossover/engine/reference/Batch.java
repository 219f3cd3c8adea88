package dev.crossover.engine.reference;

import dev.crossover.engine.serving.BatchShape;
import java.util.ArrayList;
import java.util.List;

/** What one schedule call decided. */
final class Batch {
  /**
   * A request and the tokens it computes in this step; {@code prior} were computed before, {@code
   * drafts} are speculative.
   */
  record Portion(LiveRequest request, int prior, int tokens, int drafts, boolean samples) {}

  /** A request that left the waiting queue and the tokens it was found to have. */
  record Admission(LiveRequest request, int cachedTokens, boolean first) {}

  /** Index of the call. */
  final long call;

  final List<Portion> portions = new ArrayList<>();
  final List<LiveRequest> victims = new ArrayList<>();
  final List<Admission> admissions = new ArrayList<>();

  Batch(long call) {
    this.call = call;
  }

  boolean isEmpty() {
    return portions.isEmpty();
  }

  /** Recounted from the portions; one that computes its last known token and drafts decodes. */
  BatchShape shape() {
    BatchShape shape = new BatchShape();
    for (Portion portion : portions) {
      if (portion.samples() && portion.tokens() == 1 + portion.drafts()) {
        shape.addDecode(portion.prior() + portion.tokens(), portion.drafts());
      } else {
        shape.addPrefill(portion.prior(), portion.tokens(), portion.samples());
      }
    }
    return shape;
  }
}
