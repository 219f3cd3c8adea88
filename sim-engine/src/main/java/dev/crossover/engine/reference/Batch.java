package dev.crossover.engine.reference;

import dev.crossover.engine.serving.BatchShape;
import java.util.ArrayList;
import java.util.List;

/** What one schedule call decided. */
final class Batch {
  /** A request and the tokens it computes in this step; {@code prior} were computed before. */
  record Portion(LiveRequest request, int prior, int tokens, boolean samples) {}

  final List<Portion> portions = new ArrayList<>();
  final List<LiveRequest> victims = new ArrayList<>();
  final List<LiveRequest> admitted = new ArrayList<>();

  boolean isEmpty() {
    return portions.isEmpty();
  }

  /** Recounted from the portions; a request that needed just one token decodes. */
  BatchShape shape() {
    BatchShape shape = new BatchShape();
    for (Portion portion : portions) {
      if (portion.samples() && portion.tokens() == 1) {
        shape.addDecode(portion.prior() + 1);
      } else {
        shape.addPrefill(portion.prior(), portion.tokens(), portion.samples());
      }
    }
    return shape;
  }
}
