package dev.crossover.engine.kernel;

import nl.tudelft.simulation.dsol.formalisms.eventscheduling.SimEventInterface;
import nl.tudelft.simulation.dsol.logger.Cat;
import nl.tudelft.simulation.dsol.simulators.DevsSimulator;
import nl.tudelft.simulation.dsol.simulators.RunState;
import org.djutils.logger.CategoryLogger;

/**
 * DSOL's event-scheduling simulator, driven on the caller's thread. DSOL's own loop runs on a
 * worker thread, keeps its error strategy between an event's exception and the caller, and boxes
 * and prints every event; this one needs no replication, no worker and no naming context, and keeps
 * time in a long. DSOL's double time, in seconds, is a view of it.
 */
final class CalendarSimulator extends DevsSimulator<Double> {
  /** DSOL's constructor takes a process-wide log category down and puts it up again, unlocked. */
  private static final Object CONSTRUCTION = new Object();

  private final EventHeap heap = new EventHeap();
  private long nowNanos;
  private long untilNanos;

  private CalendarSimulator() {
    super("calendar");
    eventList = heap;
  }

  /**
   * Makes a simulator at time 0. DSOL's log category would hold on to the latest simulator for
   * ever, so it is taken down again; the next construction puts it up by itself.
   */
  static CalendarSimulator create() {
    synchronized (CONSTRUCTION) {
      CalendarSimulator simulator = new CalendarSimulator();
      CategoryLogger.removeLogCategory(Cat.DSOL);
      return simulator;
    }
  }

  EventHeap heap() {
    return heap;
  }

  long nowNanos() {
    return nowNanos;
  }

  /** Runs every event up to and at the instant, and moves the clock there unless stopped. */
  void runTo(long nanos) {
    if (runState == RunState.STARTED || runState == RunState.STOPPING) {
      throw new IllegalStateException("the calendar is running already, at " + nowNanos + " ns");
    }
    untilNanos = nanos;
    runState = RunState.STARTED;
    try {
      run();
    } finally {
      runState = RunState.STOPPED;
    }
  }

  /** The loop, until nothing is left to do by the given instant or someone stops it. */
  @Override
  public void run() {
    while (runState == RunState.STARTED && heap.firstNanos() <= untilNanos) {
      stepImpl();
    }
    if (runState == RunState.STARTED) {
      nowNanos = untilNanos;
    }
  }

  @Override
  protected void stepImpl() {
    ScheduledEvent event = heap.removeFirst();
    if (event != null) {
      nowNanos = event.nanos();
      event.execute();
    }
  }

  /** Ends the run after the event under way; without a run there is nothing to end. */
  @Override
  public void stop() {
    if (runState == RunState.STARTED) {
      runState = RunState.STOPPING;
    }
  }

  /** Seconds; a view, exact to the nanosecond for 104 days only. */
  @Override
  public Double getSimulatorTime() {
    return nowNanos / 1e9;
  }

  /** Adds one of our events without DSOL's trace line, which prints every event it is given. */
  @Override
  public SimEventInterface<Double> scheduleEvent(SimEventInterface<Double> event) {
    heap.add(event);
    return event;
  }
}
