package dev.crossover.engine.batching;

import dev.crossover.engine.serving.EngineListener;
import dev.crossover.engine.serving.StepObserver;
import java.util.List;

/** Tells what the steps of a batch brought its requests, and ends those that have all of it. */
final class BatchAnswers {
  private final EngineListener listener;
  private final StepObserver observer;

  BatchAnswers(EngineListener listener, StepObserver observer) {
    this.listener = listener;
    this.observer = observer;
  }

  /** A step has ended in which the prompts of these slots were completed, so each samples. */
  void prefilled(StaticBatch batch, List<BatchedRequest> slots, PicoInstant now, long call) {
    for (BatchedRequest request : slots) {
      if (!request.ended) {
        observer.output(request.tag, now.nanos());
        tellToken(request, now);
        request.outputs++;
        request.lastToken = now;
        endIfDone(batch, request, now, call);
      }
    }
    batch.survey();
  }

  /** A decode step has ended: everyone live has one token more. */
  void decoded(StaticBatch batch, long stepPicos, PicoInstant now, long call) {
    if (observer != StepObserver.NONE) {
      batch.live().forEach(request -> observer.output(request.tag, now.nanos()));
    }
    if (batch.isFirstDecode()) {
      batch.live().forEach(request -> tellToken(request, now));
    } else if (batch.liveMeasured() > 0) {
      listener.gap(stepPicos, batch.liveMeasured(), now.nanos());
    }
    if (batch.decodeEnds()) {
      batch.settle(now);
      for (BatchedRequest request : List.copyOf(batch.live())) {
        endIfDone(batch, request, now, call);
      }
      batch.survey();
    }
  }

  private void tellToken(BatchedRequest request, PicoInstant now) {
    PicoInstant before = request.lastToken;
    if (before == null) {
      listener.firstToken(request.tag, now.nanos());
    } else if (request.measured) {
      listener.gap(now.picosSince(before), 1, now.nanos());
    }
  }

  private void endIfDone(StaticBatch batch, BatchedRequest request, PicoInstant now, long call) {
    if (request.missing() == 0) {
      batch.end(request);
      listener.finished(request.tag, request.reason, now.nanos());
      observer.finished(call, request.tag, request.reason);
    }
  }

  /** A request that waits or runs has been given up before a schedule call. */
  void aborted(BatchedRequest request, PicoInstant now, long call) {
    listener.aborted(request.tag, request.outputs, now.nanos());
    observer.aborted(call, request.tag);
  }
}
