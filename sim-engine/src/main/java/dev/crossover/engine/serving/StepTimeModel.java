package dev.crossover.engine.serving;

/** How long a replica takes for a step. Implementations are pure and safe for one thread each. */
public interface StepTimeModel {
  /** Duration of a step, integer picoseconds, at least 1. */
  long stepPicos(BatchShape batch);

  /**
   * The line on which the steps of a decode-only batch lie: for such a batch {@link #stepPicos}
   * equals {@code basePicos + slopePicos * decodeContextTokens}, to the bit, for contexts from
   * those of the batch up to {@link Line#lastContextTokens}. Only {@code batch.decodes}, {@code
   * batch.sampled} and {@code batch.decodeContextTokens} are read; all of {@code out} is written.
   */
  void decodeLine(BatchShape batch, Line out);
}
