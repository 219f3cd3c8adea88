package dev.crossover.engine.serving;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Drives an engine through a case as a calendar does: of one instant first the readings, then the
 * arrivals, then the engine; or, where the case says so, the engine before either.
 */
final class CaseRun {
  private final RandomCase drawn;
  private final ServingEngine engine;
  private final Recording recording;
  private int nextArrival;
  private int nextAbort;
  private int nextReading;

  private CaseRun(RandomCase drawn, ServingEngine engine, Recording recording) {
    this.drawn = drawn;
    this.engine = engine;
    this.recording = recording;
  }

  static Recording of(EngineKind kind, RandomCase drawn) {
    return of(kind, drawn, drawn.args(), drawn.time());
  }

  /** With limits and a step time that may differ from the case's. */
  static Recording of(EngineKind kind, RandomCase drawn, EngineArgs args, StepTimeModel time) {
    Recording recording = new Recording();
    ServingEngine engine = kind.create(args, time, recording, StepObserver.NONE);
    new CaseRun(drawn, engine, recording).run(new NoExtraCalls());
    return recording;
  }

  /** With an observer, so that a leaping engine steps. */
  static Recording observed(EngineKind kind, RandomCase drawn, StepObserver observer) {
    Recording recording = new Recording();
    ServingEngine engine = kind.create(drawn.args(), drawn.time(), recording, observer);
    new CaseRun(drawn, engine, recording).run(new NoExtraCalls());
    return recording;
  }

  /** Every schedule call and, after each, the free blocks in the order of being taken. */
  static List<Record> transcript(EngineKind kind, RandomCase drawn) {
    Recording recording = new Recording();
    CallLog log = new CallLog(drawn.arrivals().size());
    ServingEngine engine = kind.create(drawn.args(), drawn.time(), recording, log.observer());
    log.read(engine);
    new CaseRun(drawn, engine, recording).run(new NoExtraCalls());
    return log.entries();
  }

  /** With calls that nobody needs at instants between the events. */
  static Recording withExtraCalls(EngineKind kind, RandomCase drawn) {
    Recording recording = new Recording();
    ServingEngine engine = kind.create(drawn.args(), drawn.time(), recording, StepObserver.NONE);
    SplittableRandom random = new SplittableRandom(~drawn.seed());
    new CaseRun(drawn, engine, recording)
        .run(
            (from, to) -> {
              long nanos = from;
              for (int i = random.nextInt(3); i > 0 && nanos + 1 < to; i--) {
                nanos = random.nextLong(nanos + 1, to);
                if (random.nextBoolean()) {
                  engine.advanceTo(nanos);
                } else {
                  engine.accountTo(nanos);
                }
              }
            });
    return recording;
  }

  /** What happens strictly between two instants. */
  private interface Between {
    void call(long fromNanos, long toNanos);
  }

  private static final class NoExtraCalls implements Between {
    @Override
    public void call(long fromNanos, long toNanos) {}
  }

  private void run(Between between) {
    long nowNanos = -1;
    while (nextReading < drawn.readingNanos().size()) {
      long readingNanos = drawn.readingNanos().get(nextReading);
      long outsideNanos = Math.min(nextArrivalNanos(), nextAbortNanos());
      long nextNanos = Math.min(Math.min(readingNanos, outsideNanos), engine.nextEventNanos());
      between.call(nowNanos, nextNanos);
      nowNanos = nextNanos;
      if (readingNanos == nowNanos) {
        read(nowNanos);
      } else if (outsideNanos == nowNanos) {
        intervene(nowNanos);
      } else {
        engine.advanceTo(nowNanos);
      }
    }
  }

  private long nextArrivalNanos() {
    return nextArrival < drawn.arrivals().size()
        ? drawn.arrivals().get(nextArrival).nanos()
        : Long.MAX_VALUE;
  }

  private long nextAbortNanos() {
    return nextAbort < drawn.aborts().size()
        ? drawn.aborts().get(nextAbort).nanos()
        : Long.MAX_VALUE;
  }

  private void read(long nanos) {
    if (drawn.advanceBeforeReadings()) {
      engine.advanceTo(nanos);
    }
    recording.read(engine, nanos);
    nextReading++;
  }

  private void intervene(long nanos) {
    if (drawn.advanceBeforeArrivals()) {
      engine.advanceTo(nanos);
    }
    if (nextArrivalNanos() == nanos) {
      engine.enqueue(drawn.arrivals().get(nextArrival++).request(), nanos);
      return;
    }
    int tag = drawn.aborts().get(nextAbort++).tag();
    if (tag < nextArrival && !recording.hasEnded(tag)) {
      engine.abort(tag, nanos);
    }
  }
}
