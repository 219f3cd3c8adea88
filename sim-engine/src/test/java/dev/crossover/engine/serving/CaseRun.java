package dev.crossover.engine.serving;

import java.util.SplittableRandom;

/**
 * Drives an engine through a case as a calendar does: of one instant first the readings, then the
 * arrivals, then the engine; or, where the case says so, the engine before either.
 */
final class CaseRun {
  private final RandomCase drawn;
  private final ServingEngine engine;
  private final Recording recording;
  private int nextRequest;
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
      long arrivalNanos = nextArrivalNanos();
      long nextNanos = Math.min(Math.min(readingNanos, arrivalNanos), engine.nextEventNanos());
      between.call(nowNanos, nextNanos);
      nowNanos = nextNanos;
      if (readingNanos == nowNanos) {
        read(nowNanos);
      } else if (arrivalNanos == nowNanos) {
        arrive(nowNanos);
      } else {
        engine.advanceTo(nowNanos);
      }
    }
  }

  private long nextArrivalNanos() {
    return nextRequest < drawn.requests().size()
        ? drawn.requests().get(nextRequest).nanos()
        : Long.MAX_VALUE;
  }

  private void read(long nanos) {
    if (drawn.advanceBeforeReadings()) {
      engine.advanceTo(nanos);
    }
    recording.read(engine, nanos);
    nextReading++;
  }

  private void arrive(long nanos) {
    if (drawn.advanceBeforeArrivals()) {
      engine.advanceTo(nanos);
    }
    RandomCase.Request request = drawn.requests().get(nextRequest);
    engine.enqueue(
        PlainEngine.request(
            nextRequest++, request.promptTokens(), request.outputTokens(), request.measured()),
        nanos);
  }
}
