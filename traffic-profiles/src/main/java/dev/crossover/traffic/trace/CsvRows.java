package dev.crossover.traffic.trace;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The rows of a CSV file below its header. */
final class CsvRows implements RowSource {
  private final Path file;
  private final RowParser parser;
  private final CloseableIterator<CsvRow> rows;
  private long line;

  CsvRows(Path file, RowParser parser) {
    this.file = file;
    this.parser = parser;
    this.rows = open(file);
    if (hasNext()) {
      nextRow();
    }
  }

  @Override
  public boolean next(TraceRow into) throws BadRowException {
    if (!hasNext()) {
      return false;
    }
    parser.parse(nextRow(), into);
    return true;
  }

  @Override
  public long line() {
    return line;
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }

  private boolean hasNext() {
    try {
      return rows.hasNext();
    } catch (UncheckedIOException e) {
      throw unreadable(e);
    }
  }

  private CsvRow nextRow() {
    try {
      CsvRow row = rows.next();
      line = row.getOriginalLineNumber();
      return row;
    } catch (UncheckedIOException e) {
      throw unreadable(e);
    }
  }

  private BadTraceException unreadable(UncheckedIOException e) {
    return new BadTraceException(
        file, line + 1, "cannot be read (" + e.getMessage() + "). Maybe a quote is not closed");
  }

  private static CloseableIterator<CsvRow> open(Path file) {
    try {
      return CsvReader.builder().build(file, StandardCharsets.UTF_8).iterator();
    } catch (IOException e) {
      throw BadTraceException.unreadable(file, e);
    }
  }
}
