package dev.crossover.engine.reference;

import dev.crossover.engine.serving.EngineListener;
import dev.crossover.engine.serving.EngineRequest;
import dev.crossover.engine.serving.EngineUsage;
import dev.crossover.engine.serving.FinishReason;
import dev.crossover.engine.serving.ServingEngine;

/** An engine that tells the truth but for one thing, which a subclass changes. */
public class Cheat implements ServingEngine, EngineListener {
  private final EngineListener told;
  private ServingEngine engine;

  public Cheat(EngineListener told) {
    this.told = told;
  }

  /** What this engine really does; made with this cheat as its listener. */
  public Cheat over(ServingEngine honest) {
    engine = honest;
    return this;
  }

  @Override
  public void enqueue(EngineRequest request, long nanos) {
    engine.enqueue(request, nanos);
  }

  @Override
  public void abort(int tag, long nanos) {
    engine.abort(tag, nanos);
  }

  @Override
  public int[] freeBlockOrder() {
    return engine.freeBlockOrder();
  }

  @Override
  public void advanceTo(long nanos) {
    engine.advanceTo(nanos);
  }

  @Override
  public void accountTo(long nanos) {
    engine.accountTo(nanos);
  }

  @Override
  public long nextEventNanos() {
    return engine.nextEventNanos();
  }

  @Override
  public int waiting() {
    return engine.waiting();
  }

  @Override
  public int running() {
    return engine.running();
  }

  @Override
  public int usableBlocks() {
    return engine.usableBlocks();
  }

  @Override
  public int freeBlocks() {
    return engine.freeBlocks();
  }

  @Override
  public int heldBlocks() {
    return engine.heldBlocks();
  }

  @Override
  public void restartPeak(long nanos) {
    engine.restartPeak(nanos);
  }

  @Override
  public void usageAt(long nanos, EngineUsage out) {
    engine.usageAt(nanos, out);
  }

  @Override
  public void scheduled(int tag, int cachedTokens, long nanos) {
    told.scheduled(tag, cachedTokens, nanos);
  }

  @Override
  public void firstToken(int tag, long nanos) {
    told.firstToken(tag, nanos);
  }

  @Override
  public void finished(int tag, FinishReason reason, long nanos) {
    told.finished(tag, reason, nanos);
  }

  @Override
  public void aborted(int tag, int outputTokens, long nanos) {
    told.aborted(tag, outputTokens, nanos);
  }

  @Override
  public void preempted(int tag, long nanos) {
    told.preempted(tag, nanos);
  }

  @Override
  public void gap(long gapPicos, int count, long nanos) {
    told.gap(gapPicos, count, nanos);
  }

  @Override
  public void gaps(long firstPicos, long growthPicos, int steps, int count) {
    told.gaps(firstPicos, growthPicos, steps, count);
  }
}
