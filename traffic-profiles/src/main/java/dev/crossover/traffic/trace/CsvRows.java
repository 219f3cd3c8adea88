package dev.crossover.traffic.trace;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRow;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The rows of a CSV file below its header. */
final class CsvRows implements RowSource {
  private final Path file;
  private final ColumnRow columns;
  private final CloseableIterator<CsvRow> rows;
  private long line;

  /**
   * Opens a file whose first row is its header.
   *
   * @throws BadTraceException when it cannot be read, or lacks a column that is needed
   */
  CsvRows(TraceOpening opening, TraceLayout layout) {
    this.file = opening.file();
    this.rows = open(file);
    try {
      CsvHeader header =
          CsvHeader.of(hasNext() ? nextRow().getFields() : java.util.List.<String>of());
      this.columns = new ColumnRow(layout, header, opening.filter());
    } catch (BadRowException e) {
      closeQuietly();
      throw new BadTraceException(file, Math.max(1, line), String.valueOf(e.getMessage()));
    }
  }

  @Override
  public boolean next(TraceRow into) throws BadRowException {
    while (hasNext()) {
      if (columns.parse(nextRow(), into)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public long line() {
    return line;
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }

  private void closeQuietly() {
    try {
      rows.close();
    } catch (IOException e) {
      throw BadTraceException.unreadable(file, e);
    }
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
    String why = String.valueOf(e.getCause() == null ? e.getMessage() : e.getCause().getMessage());
    return new BadTraceException(
        file,
        line + 1,
        "cannot be read (" + why + "). Maybe a quote is not closed, or the file was cut off");
  }

  private static CloseableIterator<CsvRow> open(Path file) {
    try {
      return CsvReader.builder()
          .build(new InputStreamReader(TraceBytes.open(file), StandardCharsets.UTF_8))
          .iterator();
    } catch (IOException | UncheckedIOException e) {
      throw BadTraceException.unreadable(file, e);
    }
  }
}
