package dev.crossover.engine.serving;

import java.util.List;

/** Drives an engine by the number of its schedule calls instead of by time. */
final class StepwiseRun {
  /** A request that is there before schedule call {@code arriveStep}; its index is its tag. */
  record Request(String name, long arriveStep, int promptTokens, int maxTokens) {}

  private StepwiseRun() {}

  /** What the engine did in at most {@code maxCalls} schedule calls, less where it went idle. */
  static List<StepLog.Row> run(
      EngineKind kind, EngineArgs args, List<Request> requests, int maxCalls) {
    StepLog log = new StepLog(requests.stream().map(Request::name).toList());
    ServingEngine engine = kind.create(args, AffineTime.UNIT, new Recording(), log);
    int next = 0;
    long nanos = 0;
    while (log.rows().size() <= maxCalls) {
      boolean idle = engine.nextEventNanos() == Long.MAX_VALUE;
      if (idle && next == requests.size()) {
        break;
      }
      if (idle && requests.get(next).arriveStep() > log.nextCall()) {
        log.skipTo(requests.get(next).arriveStep());
      }
      nanos = idle ? nanos : engine.nextEventNanos();
      while (next < requests.size() && requests.get(next).arriveStep() <= log.nextCall()) {
        Request request = requests.get(next);
        engine.enqueue(
            PlainEngine.request(next++, request.promptTokens(), request.maxTokens(), true), nanos);
      }
      engine.advanceTo(nanos);
    }
    return log.rows().subList(0, Math.min(maxCalls, log.rows().size()));
  }
}
