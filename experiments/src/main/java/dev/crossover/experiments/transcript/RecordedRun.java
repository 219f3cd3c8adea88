package dev.crossover.experiments.transcript;

import dev.crossover.engine.serving.ServingEngine;
import dev.crossover.experiments.transcript.Transcript.End;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * Repeats a recording with one engine, driven by the number of its schedule calls instead of by
 * time: what is due before a call is handed over when the call before it has ended.
 */
final class RecordedRun {
  /** An engine that preempts its only request for ever would never end. */
  private static final int MAX_CALLS = 100_000;

  private static final long NEVER = Long.MAX_VALUE;

  private final Recording recording;
  private final ServingEngine engine;
  private final RowLog log;
  private final ArrayDeque<RecordedRequest> coming;
  private final TreeMap<Integer, List<Integer>> aborts;
  private final BitSet handedOver = new BitSet();
  private final int maxCalls;
  private long nanos;

  private RecordedRun(Recording recording, EngineKind kind) {
    this.recording = recording;
    this.log = new RowLog(recording.ids(), this::handOver);
    this.engine = kind.create(recording.args(), new CallClock(), new Unheard(), log);
    this.coming =
        new ArrayDeque<>(
            recording.requests().stream()
                .sorted(Comparator.comparingInt(RecordedRequest::arriveStep))
                .toList());
    this.aborts = new TreeMap<>(recording.aborts());
    this.maxCalls = MAX_CALLS + Math.max(0, recording.recordedCalls());
  }

  static Transcript of(Recording recording, EngineKind kind) {
    return new RecordedRun(recording, kind).run();
  }

  private Transcript run() {
    End end = End.CUT;
    while (log.rows().size() < maxCalls) {
      if (engine.nextEventNanos() == NEVER && !wake()) {
        end = isEmpty() ? End.DONE : stalled();
        break;
      }
      nanos = Math.max(nanos, engine.nextEventNanos() == NEVER ? nanos : engine.nextEventNanos());
      engine.advanceTo(nanos);
    }
    List<Integer> free = Arrays.stream(engine.freeBlockOrder()).boxed().toList();
    return new Transcript(log.rows(), free, end);
  }

  /** Hands over what comes next to an engine that has nothing to do; false where nothing does. */
  private boolean wake() {
    long due = nextDue();
    if (due == NEVER) {
      return false;
    }
    if (isEmpty()) {
      log.skipTo(Math.max(due, log.nextStep()));
    } else {
      // vLLM calls the scheduler again and again, to no effect.
      while (log.nextStep() < due && log.rows().size() < maxCalls) {
        log.repeat();
      }
    }
    handOver(log.nextStep());
    return true;
  }

  /** As many futile calls as were recorded, or none. */
  private End stalled() {
    while (log.rows().size() < recording.recordedCalls()) {
      log.repeat();
    }
    return End.STALLED;
  }

  private boolean isEmpty() {
    return engine.waiting() + engine.running() == 0;
  }

  /** The step before which something is still to be handed over; aborts wake no empty engine. */
  private long nextDue() {
    long arrival = coming.isEmpty() ? NEVER : coming.getFirst().arriveStep();
    boolean abortsCount = !isEmpty() && !aborts.isEmpty();
    return abortsCount ? Math.min(arrival, aborts.firstKey()) : arrival;
  }

  private void handOver(long step) {
    while (!coming.isEmpty() && coming.getFirst().arriveStep() <= step) {
      RecordedRequest next = coming.removeFirst();
      handedOver.set(next.request().tag);
      engine.enqueue(next.request(), nanos);
    }
    while (!aborts.isEmpty() && aborts.firstKey() <= step) {
      for (int tag : aborts.pollFirstEntry().getValue()) {
        if (handedOver.get(tag) && !log.hasEnded(tag)) {
          engine.abort(tag, nanos);
        }
      }
    }
  }
}
