package dev.crossover.engine.reference;

import dev.crossover.engine.serving.EngineListener;
import dev.crossover.engine.serving.FinishReason;

/** Listens and forgets. */
public class Silence implements EngineListener {
  @Override
  public void scheduled(int tag, int cachedTokens, long nanos) {}

  @Override
  public void firstToken(int tag, long nanos) {}

  @Override
  public void finished(int tag, FinishReason reason, long nanos) {}

  @Override
  public void preempted(int tag, long nanos) {}

  @Override
  public void gap(long gapPicos, int count, long nanos) {}

  @Override
  public void gaps(long firstPicos, long growthPicos, int steps, int count) {}
}
