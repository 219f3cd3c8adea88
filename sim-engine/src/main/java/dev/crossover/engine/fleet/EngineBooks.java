package dev.crossover.engine.fleet;

import dev.crossover.engine.metering.Recorder;
import dev.crossover.engine.request.LiveRequests;
import dev.crossover.engine.serving.EngineListener;
import dev.crossover.engine.serving.FinishReason;

/** Writes what the engines tell into the requests' rows and the recorder. */
final class EngineBooks implements EngineListener {
  private final LiveRequests requests;
  private final Recorder recorder;

  EngineBooks(LiveRequests requests, Recorder recorder) {
    this.requests = requests;
    this.recorder = recorder;
  }

  @Override
  public void scheduled(int tag, int cachedTokens, long nanos) {
    requests.scheduledNanos[tag] = nanos;
    requests.cachedTokens[tag] = cachedTokens;
  }

  @Override
  public void firstToken(int tag, long nanos) {
    requests.firstTokenNanos[tag] = nanos;
  }

  @Override
  public void finished(int tag, FinishReason reason, long nanos) {
    if (requests.leaving[tag]) {
      recorder.completedInVain(tag);
    } else {
      recorder.completed(tag, nanos);
    }
  }

  @Override
  public void aborted(int tag, int outputTokens, long nanos) {
    recorder.letGo(tag, outputTokens);
  }

  @Override
  public void preempted(int tag, long nanos) {
    // The engine's usage counts preemptions; a request does not end by one.
  }

  @Override
  public void gap(long gapPicos, int count, long nanos) {
    recorder.gap(gapPicos, count);
  }

  @Override
  public void gaps(long firstPicos, long growthPicos, int steps, int count) {
    recorder.gaps(firstPicos, growthPicos, steps, count);
  }
}
