package dev.crossover.experiments.transcript;

import dev.crossover.engine.serving.BatchShape;
import dev.crossover.engine.serving.Line;
import dev.crossover.engine.serving.StepTimeModel;

/** A microsecond for each step: recordings count calls, not time. */
final class CallClock implements StepTimeModel {
  private static final long STEP_PICOS = 1_000_000;

  @Override
  public long stepPicos(BatchShape batch) {
    return STEP_PICOS;
  }

  @Override
  public void decodeLine(BatchShape batch, Line out) {
    out.basePicos = STEP_PICOS;
    out.slopePicos = 0;
    out.lastContextTokens = Long.MAX_VALUE;
  }
}
