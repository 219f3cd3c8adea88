package dev.crossover.traffic.trace;

import dev.crossover.engine.kernel.RandomStream;
import dev.crossover.engine.serving.TokenContent;
import org.jspecify.annotations.Nullable;

/**
 * One copy of a trace, as on a ring: it begins somewhere in the trace and comes round to there,
 * once or again and again. Copies and repetitions keep the times and lengths but not the hashed
 * content: the users of another copy are others, and what a cache kept since the last round would
 * make each repetition cheaper than the one recorded.
 */
final class CopyRows implements Rows {
  /** A window of nanoseconds must not read its file for ever. */
  private static final long MAX_READINGS = 1_000_000;

  private final TraceOpening opening;
  private final TraceTally furtherTally = new TraceTally();
  private final Copy copy;
  private @Nullable PartRows rows;
  private long reading;
  private long rowsRead;
  private long ordinal;

  /**
   * Which copy.
   *
   * @param index from 0
   * @param copies how many there are
   * @param periodNanos of the ring; 0 where the trace is read through once
   * @param repeats whether there is no end
   * @param share of the requests that are kept
   * @param thinning decides which
   */
  record Copy(
      int index,
      int copies,
      long periodNanos,
      boolean repeats,
      double share,
      RandomStream thinning) {
    /** Where on the ring the copy begins. */
    long fromNanos() {
      return (long) ((double) periodNanos * index / copies);
    }
  }

  CopyRows(TraceOpening opening, Copy copy, TraceTally tally) {
    this.opening = opening;
    this.copy = copy;
    this.rows = new PartRows(opening, tally);
  }

  @Override
  public boolean next(TraceRow into) {
    while (rows != null) {
      if (!rows.next(into) || isPastEnd(into)) {
        turn();
      } else {
        rowsRead++;
        if (reading > 0 || into.nanos >= copy.fromNanos()) {
          if (copy.share() >= 1 || copy.thinning().uniform(ordinal++) < copy.share()) {
            place(into);
            return true;
          }
        }
      }
    }
    return false;
  }

  /** The second reading of a copy that comes round once ends where its first began. */
  private boolean isPastEnd(TraceRow row) {
    return reading == 1 && !copy.repeats() && row.nanos >= copy.fromNanos();
  }

  private void turn() {
    close();
    boolean again = copy.repeats() || (reading == 0 && copy.fromNanos() > 0);
    if (again && rowsRead > 0) {
      reading++;
      rowsRead = 0;
      if (reading == MAX_READINGS) {
        throw new BadTraceException(
            opening.file(),
            "would be read more than " + MAX_READINGS + " times over. Maybe a longer window");
      }
      rows = new PartRows(opening, furtherTally);
    }
  }

  private void place(TraceRow row) {
    row.nanos += reading * copy.periodNanos() - copy.fromNanos();
    long content = reading * copy.copies() + copy.index();
    if (content > 0 && row.blockTokens > 0) {
      row.content = apart(row.content, content * row.blockTokens);
    }
  }

  /** The same blocks at another place of their streams, where nobody else's are. */
  private TokenContent apart(TokenContent content, long offset) {
    if (offset > Integer.MAX_VALUE / 2) {
      throw new BadTraceException(
          opening.file(),
          "is repeated more than a billion tokens of hashed blocks allow."
              + " Maybe a longer window, or a smaller block_size");
    }
    int size = content.size();
    long[] streams = new long[size];
    int[] offsets = new int[size];
    int[] lengths = new int[size];
    for (int i = 0; i < size; i++) {
      streams[i] = content.stream(i);
      offsets[i] = content.offset(i) + (int) offset;
      lengths[i] = content.length(i);
    }
    return TokenContent.of(streams, offsets, lengths);
  }

  @Override
  public void close() {
    if (rows != null) {
      rows.close();
      rows = null;
    }
  }
}
