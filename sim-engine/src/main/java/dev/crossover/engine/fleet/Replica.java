package dev.crossover.engine.fleet;

import dev.crossover.engine.kernel.Calendar;
import dev.crossover.engine.kernel.CalendarEvent;
import dev.crossover.engine.kernel.EventOrder;
import dev.crossover.engine.request.LiveRequests;
import dev.crossover.engine.serving.EngineUsage;
import dev.crossover.engine.serving.ServingEngine;

/** One engine on the calendar: a single event that always stands at the engine's next instant. */
final class Replica {
  private final Calendar calendar;
  private final LiveRequests requests;
  private final ServingEngine engine;
  private final EngineIntake intake;
  private final Runnable drained;
  private final EngineUsage reading = new EngineUsage();
  private final CalendarEvent step =
      new CalendarEvent(EventOrder.ENGINE) {
        @Override
        protected void fire() {
          advance();
        }
      };
  private ReplicaPhase phase = ReplicaPhase.PENDING;

  /** The last instant that was finished; what comes at it later is not to be scheduled in it. */
  private long finishedNanos = -1;

  /**
   * @param intake says what the engine is to know of a request
   * @param drained called when a draining replica has nothing left
   */
  Replica(
      Calendar calendar,
      LiveRequests requests,
      ServingEngine engine,
      EngineIntake intake,
      Runnable drained) {
    this.calendar = calendar;
    this.requests = requests;
    this.engine = engine;
    this.intake = intake;
    this.drained = drained;
  }

  ReplicaPhase phase() {
    return phase;
  }

  void phase(ReplicaPhase next) {
    phase = next;
  }

  int waiting() {
    return engine.waiting();
  }

  /** Requests handed over and not ended. */
  int inFlight() {
    return engine.waiting() + engine.running();
  }

  /** Whether nothing is left to do, not even a step whose requests have all ended meanwhile. */
  boolean isIdle() {
    return inFlight() == 0 && engine.nextEventNanos() == Long.MAX_VALUE;
  }

  int usableBlocks() {
    return engine.usableBlocks();
  }

  void enqueue(int row) {
    long now = calendar.now();
    requests.enqueuedNanos[row] = now;
    engine.enqueue(intake.of(row), now);
    follow();
  }

  /** The client of a request that was handed over has gone; the engine lets it go when it can. */
  void abort(int row) {
    finishInstant();
    engine.abort(row, calendar.now());
    follow();
  }

  /**
   * All events of engines at this instant have been: a leap that goes on beyond it must know, or a
   * step of it that ends at this instant would be followed by another schedule than without leaps.
   */
  void finishInstant() {
    long now = calendar.now();
    if (finishedNanos != now) {
      finishedNanos = now;
      engine.advanceTo(now);
    }
  }

  /** Totals up to this instant; overwritten by the next call. */
  EngineUsage usageNow() {
    long now = calendar.now();
    engine.accountTo(now);
    engine.usageAt(now, reading);
    return reading;
  }

  ServingEngine engine() {
    return engine;
  }

  /** Accounts all that happened up to this instant, steps that end at it included. */
  void settle() {
    engine.advanceTo(calendar.now());
    usageNow();
  }

  /** From now on, the peak of the blocks in use is that of what follows. */
  void restartPeak() {
    engine.restartPeak(calendar.now());
  }

  private void advance() {
    engine.advanceTo(calendar.now());
    follow();
    if (phase == ReplicaPhase.DRAINING && isIdle()) {
      drained.run();
    }
  }

  private void follow() {
    long next = engine.nextEventNanos();
    if (next == Long.MAX_VALUE) {
      calendar.cancel(step);
    } else {
      calendar.schedule(step, next);
    }
  }
}
