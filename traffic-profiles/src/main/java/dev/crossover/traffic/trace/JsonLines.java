package dev.crossover.traffic.trace;

import java.io.IOException;

/** The rows of a file with one JSON object a line; empty lines are passed over. */
final class JsonLines implements RowSource {
  private final JsonRow row;
  private final BoundedLines lines;

  JsonLines(TraceOpening opening, TraceLayout layout) {
    this.row = new JsonRow(layout, opening.filter());
    this.lines = new BoundedLines(opening.file());
  }

  @Override
  public boolean next(TraceRow into) throws BadRowException {
    for (String text = lines.next(); text != null; text = lines.next()) {
      if (!text.isBlank() && row.parse(text.strip(), into)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public long line() {
    return lines.line();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
