package dev.crossover.engine.reference;

import dev.crossover.engine.serving.EngineListener;

/** Tells two listeners what it is told. */
record Tee(EngineListener first, EngineListener second) implements EngineListener {
  @Override
  public void scheduled(int tag, long nanos) {
    first.scheduled(tag, nanos);
    second.scheduled(tag, nanos);
  }

  @Override
  public void firstToken(int tag, long nanos) {
    first.firstToken(tag, nanos);
    second.firstToken(tag, nanos);
  }

  @Override
  public void finished(int tag, long nanos) {
    first.finished(tag, nanos);
    second.finished(tag, nanos);
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
