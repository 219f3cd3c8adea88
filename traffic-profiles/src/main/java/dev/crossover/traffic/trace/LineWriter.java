package dev.crossover.traffic.trace;

import dev.crossover.engine.request.Arrival;
import java.io.IOException;
import java.io.Writer;

/** A trace of one line a request. */
final class LineWriter implements TraceWriter {
  private final Writer out;
  private final Lines lines;
  private final StringBuilder line = new StringBuilder();

  /** What a format's lines are. */
  interface Lines {
    /** The first line with its end, or nothing. */
    String header();

    /** Appends a request without the end of its line. */
    void append(Arrival arrival, StringBuilder line);
  }

  LineWriter(Writer out, Lines lines) throws IOException {
    this.out = out;
    this.lines = lines;
    out.write(lines.header());
  }

  @Override
  public void write(Arrival arrival) throws IOException {
    line.setLength(0);
    lines.append(arrival, line);
    line.append('\n');
    out.append(line);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  /** Appends nanoseconds as seconds, without trailing zeros: read back, they are the same. */
  static void appendSeconds(long nanos, StringBuilder line) {
    line.append(nanos / 1_000_000_000L);
    long fraction = nanos % 1_000_000_000L;
    if (fraction == 0) {
      return;
    }
    line.append('.');
    for (long digit = 100_000_000L; fraction > 0; digit /= 10) {
      line.append((char) ('0' + fraction / digit));
      fraction %= digit;
    }
  }
}
