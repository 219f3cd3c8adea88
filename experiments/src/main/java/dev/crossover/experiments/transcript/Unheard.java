package dev.crossover.experiments.transcript;

import dev.crossover.engine.serving.EngineListener;
import dev.crossover.engine.serving.FinishReason;

/** Keeps nothing: all that a transcript says comes from the step observer. */
final class Unheard implements EngineListener {
  @Override
  public void scheduled(int tag, int cachedTokens, long nanos) {
    // Transcripts have admissions of the observer.
  }

  @Override
  public void firstToken(int tag, long nanos) {
    // Transcripts have no times.
  }

  @Override
  public void finished(int tag, FinishReason reason, long nanos) {
    // The observer says in which step.
  }

  @Override
  public void preempted(int tag, long nanos) {
    // The observer says in which step.
  }

  @Override
  public void gap(long gapPicos, int count, long nanos) {
    // Transcripts have no times.
  }

  @Override
  public void gaps(long firstPicos, long growthPicos, int steps, int count) {
    // Transcripts have no times.
  }
}
