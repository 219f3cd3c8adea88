package dev.crossover.engine.kernel;

import java.util.Locale;

/**
 * Prints the cost of an event at several numbers of pending events: each fires and schedules itself
 * again at a random distance (the hold model). A program to be run by hand, not a test.
 */
final class CalendarThroughput {
  private static final int ROUNDS = 5;
  private static final long EVENTS = 5_000_000;

  private CalendarThroughput() {}

  /** Schedules itself again and again. */
  private static final class Hold extends CalendarEvent {
    private final Calendar calendar;
    private final RandomStream stream;
    private final long meanNanos;
    private long draws;

    Hold(Calendar calendar, RandomStream stream, long meanNanos) {
      super(EventOrder.ENGINE);
      this.calendar = calendar;
      this.stream = stream;
      this.meanNanos = meanNanos;
    }

    @Override
    protected void fire() {
      calendar.schedule(
          this, calendar.now() + 1 + (long) (2 * meanNanos * stream.uniform(draws++)));
    }
  }

  public static void main(String[] args) {
    for (int pending : new int[] {10, 1_000, 100_000}) {
      double best = Double.MAX_VALUE;
      for (int round = 0; round < ROUNDS; round++) {
        best = Math.min(best, nanosPerEvent(pending));
      }
      System.out.printf(Locale.ROOT, "%,9d pending: %6.1f ns per event%n", pending, best);
    }
  }

  private static double nanosPerEvent(int pending) {
    Calendar calendar = new Calendar();
    RandomStreams streams = new RandomStreams(1, 0);
    long meanNanos = 1_000L * pending;
    for (int i = 0; i < pending; i++) {
      Hold hold = new Hold(calendar, streams.stream("hold-" + i), meanNanos);
      calendar.schedule(hold, (long) (meanNanos * hold.stream.uniform(-1)));
    }
    calendar.run(2 * meanNanos);
    long started = System.nanoTime();
    calendar.run(calendar.now() + EVENTS * 1_000);
    return (System.nanoTime() - started) / (double) EVENTS;
  }
}
