package dev.crossover.traffic.trace;

import dev.crossover.engine.units.TimeSpan;

/** The requests of a replay in simulated time, all its settings applied. */
final class ReplayRows implements Rows {
  private final Rows rows;
  private final double scale;
  private final ReplacedLengths lengths;
  private final TraceTally tally;

  private ReplayRows(Rows rows, double scale, ReplacedLengths lengths, TraceTally tally) {
    this.rows = rows;
    this.scale = scale;
    this.lengths = lengths;
    this.tally = tally;
  }

  /**
   * Opens a replay.
   *
   * @param repeats whether the trace begins again at its end
   */
  static ReplayRows open(TraceOpening opening, ReplacedLengths lengths, boolean repeats) {
    ReplaySpec spec = opening.spec();
    boolean rings = repeats || spec.copies() > 1;
    TraceTally tally = new TraceTally();
    Rows rows = OverlaidRows.open(opening, rings ? TracePeriod.nanos(opening) : 0, repeats, tally);
    if (spec.jitterNanos() > 0) {
      rows =
          new JitteredRows(
              rows, opening.file(), spec.jitterNanos(), opening.streams().stream("replay jitter"));
    }
    return new ReplayRows(rows, spec.scale(), lengths, tally);
  }

  /** Moves to the next row; its time is nanoseconds since the window's beginning, scaled. */
  @Override
  public boolean next(TraceRow into) {
    if (!rows.next(into)) {
      return false;
    }
    into.nanos = scaled(into.nanos);
    lengths.replace(into);
    return true;
  }

  TraceTally tally() {
    return tally;
  }

  @Override
  public void close() {
    rows.close();
  }

  /**
   * Unscaled times stay exact; a double holds nanoseconds exactly for 104 days only. What lies
   * beyond all that can be simulated stays there.
   */
  private long scaled(long nanos) {
    if (scale == 1) {
      return nanos;
    }
    double product = nanos * scale;
    return product > 2.0 * TimeSpan.MAX_NANOS ? 2 * TimeSpan.MAX_NANOS : StrictMath.round(product);
  }
}
