package dev.crossover.traffic.trace;

/** One reading of the part of a trace that is replayed; times are since the part's beginning. */
final class PartRows implements Rows {
  private final TraceOpening opening;
  private final TraceReader reader;
  private final TraceWindow part;
  private final TraceTally tally;

  PartRows(TraceOpening opening, TraceTally tally) {
    this.opening = opening;
    this.reader = new TraceReader(opening, tally);
    this.part = opening.spec().part();
    this.tally = tally;
  }

  @Override
  public boolean next(TraceRow into) {
    while (reader.next(into)) {
      if (into.nanos >= part.toNanos()) {
        return false;
      }
      if (into.nanos >= part.fromNanos()) {
        into.nanos -= part.fromNanos();
        noteClass(into);
        return true;
      }
    }
    return false;
  }

  /** Nanoseconds of the part as far as they are known without reading it, or -1. */
  long spanNanos() {
    if (part.to() != null) {
      return part.toNanos() - part.fromNanos();
    }
    long span = reader.spanNanos();
    return span == RowSource.UNKNOWN ? span : Math.max(0, span - part.fromNanos());
  }

  @Override
  public void close() {
    reader.close();
  }

  private void noteClass(TraceRow row) {
    String className = row.className;
    if (className != null) {
      try {
        tally.saw(className);
      } catch (BadRowException e) {
        throw new BadTraceException(opening.file(), String.valueOf(e.getMessage()));
      }
    }
  }
}
