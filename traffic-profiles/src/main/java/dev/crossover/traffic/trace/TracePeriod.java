package dev.crossover.traffic.trace;

/**
 * After how long a trace begins again: its window where that has an end, else its own span; for one
 * that only its rows tell, the time of its last request and one mean gap.
 */
final class TracePeriod {
  private TracePeriod() {}

  /**
   * Reads the trace as far as needed.
   *
   * @throws BadTraceException when there is no such time
   */
  static long nanos(TraceOpening opening) {
    try (PartRows rows = new PartRows(opening, new TraceTally())) {
      long span = rows.spanNanos();
      return span > 0 ? span : ofRows(rows, opening);
    }
  }

  private static long ofRows(PartRows rows, TraceOpening opening) {
    TraceRow row = new TraceRow();
    long count = 0;
    while (rows.next(row)) {
      count++;
    }
    if (count < 2 || row.nanos == 0) {
      throw new BadTraceException(
          opening.file(),
          "does not last any time, so it can neither repeat nor be laid over itself."
              + " Maybe give window: {to: 1h}");
    }
    return row.nanos + Math.max(1, row.nanos / (count - 1));
  }
}
