package dev.crossover.engine.serving;

/** How long a replica takes for a step. Implementations are pure and safe for one thread each. */
public interface StepTimeModel {
  /** Duration of a step, integer picoseconds, at least 1. */
  long stepPicos(BatchShape batch);

  /**
   * The line on which the steps of a decode-only batch lie: for such a batch {@link #stepPicos}
   * equals {@code basePicos + slopePicos * decodeContextTokens}, to the bit, whatever the contexts.
   * Only {@code batch.decodes} and {@code batch.sampled} are read.
   */
  void decodeLine(BatchShape batch, Line out);
}
