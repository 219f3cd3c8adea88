package dev.crossover.engine.fleet;

import dev.crossover.engine.metering.RequestLog;
import dev.crossover.engine.request.LiveRequests;
import dev.crossover.engine.serving.StepObserver;

/** Tells a log when the engines give a measured request a chunk that its client waits for. */
record OutputTeller(LiveRequests requests, RequestLog log) implements StepObserver {
  /** Whom the engines are to tell. */
  static StepObserver of(LiveRequests requests, RequestLog log) {
    return log.hearsOutputs() ? new OutputTeller(requests, log) : NONE;
  }

  @Override
  public void output(int tag, long nanos) {
    if (requests.isMeasured(tag) && !requests.leaving[tag]) {
      log.output(tag, nanos);
    }
  }
}
