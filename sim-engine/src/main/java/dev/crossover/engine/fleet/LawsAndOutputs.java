package dev.crossover.engine.fleet;

import dev.crossover.engine.serving.FinishReason;
import dev.crossover.engine.serving.ScheduleView;
import dev.crossover.engine.serving.StepObserver;

/** Has each step checked and each output told. */
record LawsAndOutputs(StepObserver laws, StepObserver outputs) implements StepObserver {
  @Override
  public void arrived(int tag, int promptTokens) {
    laws.arrived(tag, promptTokens);
  }

  @Override
  public void scheduled(int tag, int tokens, int drafts) {
    laws.scheduled(tag, tokens, drafts);
  }

  @Override
  public void preempted(int tag) {
    laws.preempted(tag);
  }

  @Override
  public void admitted(int tag, int cachedTokens) {
    laws.admitted(tag, cachedTokens);
  }

  @Override
  public void scheduleEnded(long step, ScheduleView view) {
    laws.scheduleEnded(step, view);
  }

  @Override
  public void output(int tag, long nanos) {
    laws.output(tag, nanos);
    outputs.output(tag, nanos);
  }

  @Override
  public void accepted(long step, int tag, int drafts) {
    laws.accepted(step, tag, drafts);
  }

  @Override
  public void finished(long step, int tag, FinishReason reason) {
    laws.finished(step, tag, reason);
  }

  @Override
  public void aborted(long step, int tag) {
    laws.aborted(step, tag);
  }
}
