package dev.crossover.engine.metering;

import dev.crossover.engine.request.Fate;

/** Hears of every request once, measured or not, when it has ended; its row is still filled. */
public interface EndListener {
  /** Hears nothing. */
  EndListener NONE = (row, fate, answerTokens, nanos) -> {};

  /**
   * One request has ended within the run: those still open when it is over are not told.
   *
   * @param row of the live requests
   * @param answerTokens output tokens that its client got, 0 without an answer
   */
  void ended(int row, Fate fate, int answerTokens, long nanos);
}
