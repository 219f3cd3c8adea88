package dev.crossover.engine.serving;

/** How many draft tokens of a request the model accepts; the same however often it is asked. */
public interface DraftAcceptance {
  /** Accepts nothing. */
  DraftAcceptance NONE = (verification, outputIndex) -> 0;

  /**
   * Leading drafts that would be accepted if there were enough of them.
   *
   * @param verification ordinal of the request's verifying step, from 0: steps that carried drafts
   * @param outputIndex output tokens the request has before the step
   */
  int accepted(int verification, int outputIndex);
}
