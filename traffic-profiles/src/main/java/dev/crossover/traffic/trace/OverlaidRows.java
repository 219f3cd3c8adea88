package dev.crossover.traffic.trace;

import dev.crossover.engine.kernel.RandomStreams;
import java.util.ArrayList;
import java.util.List;

/**
 * Copies of a trace laid over one another, in the order of time. {@code rate_scale: 2.3} is two
 * whole copies and one of which each request is kept with probability 0.3; copies begin evenly
 * spread over the trace, so that bursts keep their form and do not coincide.
 */
final class OverlaidRows implements Rows {
  private final List<CopyRows> copies = new ArrayList<>();

  /** The request that each copy is at. */
  private final List<TraceRow> heads = new ArrayList<>();

  private OverlaidRows() {}

  /**
   * Opens a trace.
   *
   * @param periodNanos of the ring that copies and repetitions are read on; not used by a replay
   *     that has neither
   * @param repeats whether there is no end
   */
  static Rows open(TraceOpening opening, long periodNanos, boolean repeats, TraceTally tally) {
    double scale = opening.spec().copies();
    int count = (int) Math.ceil(scale);
    OverlaidRows overlaid = new OverlaidRows();
    for (int i = 0; i < count; i++) {
      overlaid.add(copy(opening.streams(), i, count, scale, periodNanos, repeats), opening, tally);
    }
    return count == 1 ? overlaid.copies.get(0) : overlaid.begun();
  }

  private static CopyRows.Copy copy(
      RandomStreams streams, int i, int count, double scale, long periodNanos, boolean repeats) {
    double share = Math.min(1, scale - i);
    return new CopyRows.Copy(
        i, count, periodNanos, repeats, share, streams.stream("replay copy " + i));
  }

  private void add(CopyRows.Copy copy, TraceOpening opening, TraceTally tally) {
    copies.add(new CopyRows(opening, copy, copy.index() == 0 ? tally : new TraceTally()));
  }

  private OverlaidRows begun() {
    for (int i = copies.size() - 1; i >= 0; i--) {
      TraceRow head = new TraceRow();
      if (copies.get(i).next(head)) {
        heads.add(0, head);
      } else {
        copies.remove(i).close();
      }
    }
    return this;
  }

  @Override
  public boolean next(TraceRow into) {
    if (heads.isEmpty()) {
      return false;
    }
    int first = 0;
    for (int i = 1; i < heads.size(); i++) {
      first = heads.get(i).nanos < heads.get(first).nanos ? i : first;
    }
    into.set(heads.get(first));
    if (!copies.get(first).next(heads.get(first))) {
      heads.remove(first);
      copies.remove(first).close();
    }
    return true;
  }

  @Override
  public void close() {
    copies.forEach(CopyRows::close);
    copies.clear();
    heads.clear();
  }
}
