package dev.crossover.engine.serving;

import dev.crossover.engine.reference.Silence;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Drives an engine by the number of its schedule calls instead of by time, as the recordings of
 * vLLM do: whoever arrives or is aborted before a call is handed over when the call before has
 * ended. An engine that is empty skips to the next arrival.
 */
final class StepwiseRun {
  /** A request that is there before schedule call {@code arriveStep}; its index is its tag. */
  record Request(String name, long arriveStep, EngineRequest request) {}

  /** What an engine did, and the engine at the end. */
  record Result(List<StepLog.Row> rows, ServingEngine engine) {
    /** Its free blocks in the order of being taken. */
    List<Integer> freeBlockOrder() {
      return Arrays.stream(engine.freeBlockOrder()).boxed().toList();
    }
  }

  /** By the step of their arrival, then as listed. */
  private final List<Request> arrivals;

  private final Map<Long, List<String>> abortsBeforeStep;
  private final List<String> names;
  private final int longest;
  private final long lastHandOver;
  private final StepLog log;
  private final ServingEngine engine;
  private final boolean[] ended;
  private int next;
  private long nanos;

  private StepwiseRun(
      EngineKind kind,
      EngineArgs args,
      List<Request> requests,
      Map<Long, List<String>> abortsBeforeStep,
      int maxCalls) {
    this.longest = maxCalls + 2;
    this.arrivals =
        requests.stream().sorted(Comparator.comparingLong(Request::arriveStep)).toList();
    this.abortsBeforeStep = abortsBeforeStep;
    this.lastHandOver =
        LongStream.concat(
                requests.stream().mapToLong(Request::arriveStep),
                abortsBeforeStep.keySet().stream().mapToLong(Long::longValue))
            .max()
            .orElse(0);
    this.names = requests.stream().map(Request::name).toList();
    this.log = new StepLog(names, this::handOver);
    this.ended = new boolean[requests.size()];
    this.engine = kind.create(args, AffineTime.UNIT, new Ends(), log);
  }

  /** At least {@code maxCalls} schedule calls, unless the engine has nothing left to do before. */
  static Result run(EngineKind kind, EngineArgs args, List<Request> requests, int maxCalls) {
    return run(kind, args, requests, Map.of(), maxCalls);
  }

  /**
   * @param abortsBeforeStep names of the requests aborted before a call
   */
  static Result run(
      EngineKind kind,
      EngineArgs args,
      List<Request> requests,
      Map<Long, List<String>> abortsBeforeStep,
      int maxCalls) {
    return new StepwiseRun(kind, args, requests, abortsBeforeStep, maxCalls).run();
  }

  private Result run() {
    handOver(0);
    while (log.rows().size() < longest && goOn()) {
      nanos = engine.nextEventNanos();
      engine.advanceTo(nanos);
    }
    return new Result(log.rows(), engine);
  }

  /**
   * Gives the engine something to do, a stalled one after calls that change nothing; false where
   * there is nothing left to do.
   */
  private boolean goOn() {
    boolean empty = engine.waiting() + engine.running() == 0;
    if (empty && next < arrivals.size()) {
      log.skipTo(Math.max(log.nextCall(), arrivals.get(next).arriveStep()));
      handOver(log.nextCall());
    }
    while (!empty && engine.nextEventNanos() == Long.MAX_VALUE && log.nextCall() < lastHandOver) {
      log.repeatLast();
      handOver(log.nextCall());
    }
    return engine.nextEventNanos() < Long.MAX_VALUE;
  }

  private void handOver(long call) {
    while (next < arrivals.size() && arrivals.get(next).arriveStep() <= call) {
      engine.enqueue(arrivals.get(next++).request(), nanos);
    }
    for (String name : abortsBeforeStep.getOrDefault(call, List.of())) {
      int tag = names.indexOf(name);
      if (!ended[tag]) {
        engine.abort(tag, nanos);
      }
    }
  }

  /** Knows who has left. */
  private final class Ends extends Silence {
    @Override
    public void finished(int tag, FinishReason reason, long atNanos) {
      ended[tag] = true;
    }
  }
}
