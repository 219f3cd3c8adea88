package dev.crossover.traffic.trace;

import dev.crossover.engine.kernel.RandomStream;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Delays each request by a uniform share of a span and restores the order of time: requests are
 * held until all that may come before them are known.
 */
final class JitteredRows implements Rows {
  private static final int MAX_HELD = 1_000_000;

  private final Rows rows;
  private final Path file;
  private final long jitterNanos;
  private final RandomStream draws;
  private final PriorityQueue<Held> held =
      new PriorityQueue<>(
          Comparator.comparingLong((Held one) -> one.row.nanos)
              .thenComparingLong(one -> one.ordinal));
  private final TraceRow ahead = new TraceRow();
  private boolean hasAhead;
  private long ordinal;

  /** A delayed request. */
  private record Held(TraceRow row, long ordinal) {}

  JitteredRows(Rows rows, Path file, long jitterNanos, RandomStream draws) {
    this.rows = rows;
    this.file = file;
    this.jitterNanos = jitterNanos;
    this.draws = draws;
    this.hasAhead = rows.next(ahead);
  }

  @Override
  public boolean next(TraceRow into) {
    while (hasAhead && (held.isEmpty() || held.element().row.nanos >= ahead.nanos)) {
      hold();
    }
    Held first = held.poll();
    if (first == null) {
      return false;
    }
    into.set(first.row);
    return true;
  }

  private void hold() {
    if (held.size() == MAX_HELD) {
      throw new BadTraceException(
          file,
          "has more than " + MAX_HELD + " requests within the jitter. Maybe a smaller jitter");
    }
    TraceRow row = new TraceRow();
    row.set(ahead);
    row.nanos += (long) (draws.uniform(ordinal) * jitterNanos);
    held.add(new Held(row, ordinal++));
    hasAhead = rows.next(ahead);
  }

  @Override
  public void close() {
    held.clear();
    hasAhead = false;
    rows.close();
  }
}
