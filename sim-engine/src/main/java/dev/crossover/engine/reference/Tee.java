package dev.crossover.engine.reference;

import dev.crossover.engine.serving.EngineListener;
import dev.crossover.engine.serving.FinishReason;

/** Tells two listeners what it is told. */
record Tee(EngineListener first, EngineListener second) implements EngineListener {
  @Override
  public void scheduled(int tag, int cachedTokens, long nanos) {
    first.scheduled(tag, cachedTokens, nanos);
    second.scheduled(tag, cachedTokens, nanos);
  }

  @Override
  public void firstToken(int tag, long nanos) {
    first.firstToken(tag, nanos);
    second.firstToken(tag, nanos);
  }

  @Override
  public void finished(int tag, FinishReason reason, long nanos) {
    first.finished(tag, reason, nanos);
    second.finished(tag, reason, nanos);
  }

  @Override
  public void aborted(int tag, int outputTokens, long nanos) {
    first.aborted(tag, outputTokens, nanos);
    second.aborted(tag, outputTokens, nanos);
  }

  @Override
  public void preempted(int tag, long nanos) {
    first.preempted(tag, nanos);
    second.preempted(tag, nanos);
  }

  @Override
  public void gap(long gapPicos, int count, long nanos) {
    first.gap(gapPicos, count, nanos);
    second.gap(gapPicos, count, nanos);
  }

  @Override
  public void gaps(long firstPicos, long growthPicos, int steps, int count) {
    first.gaps(firstPicos, growthPicos, steps, count);
    second.gaps(firstPicos, growthPicos, steps, count);
  }
}
