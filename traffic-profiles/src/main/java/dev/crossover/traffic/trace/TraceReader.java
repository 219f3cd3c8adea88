package dev.crossover.traffic.trace;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRow;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads a trace row by row, in memory that does not grow with the file. Rows come in the order of
 * the file, which must be the order of time.
 */
final class TraceReader implements Closeable {
  private final Path file;
  private final BadRowPolicy badRows;
  private final CloseableIterator<CsvRow> rows;
  private final RowParser parser;
  private long firstEpochNanos;
  private long lastNanos = -1;
  private long skippedRows;
  private long line;

  /**
   * Opens a file and recognises its format.
   *
   * @throws BadTraceException when there is no such file or its header is unknown
   */
  TraceReader(Path file, TraceFormat declared, BadRowPolicy badRows) {
    this.file = file;
    this.badRows = badRows;
    this.rows = open(file);
    try {
      this.parser = format(declared).parser();
    } catch (BadTraceException e) {
      close();
      throw e;
    }
  }

  /**
   * Moves to the next row that can be replayed.
   *
   * @return false at the end; {@code into} is then undefined
   * @throws BadTraceException at a row that cannot be, unless such rows are skipped
   */
  boolean next(TraceRow into) {
    for (CsvRow row = nextRow(); row != null; row = nextRow()) {
      try {
        parser.parse(row, into);
        into.nanos = relative(into.epochNanos);
        lastNanos = into.nanos;
        return true;
      } catch (BadRowException e) {
        if (badRows == BadRowPolicy.ERROR) {
          throw new BadTraceException(file, row.getOriginalLineNumber(), message(e));
        }
        skippedRows++;
      }
    }
    return false;
  }

  /** Rows left out so far. */
  long skippedRows() {
    return skippedRows;
  }

  @Override
  public void close() {
    try {
      rows.close();
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be closed", e);
    }
  }

  private long relative(long epochNanos) throws BadRowException {
    if (lastNanos < 0) {
      firstEpochNanos = epochNanos;
    }
    long nanos = epochNanos - firstEpochNanos;
    if (nanos < lastNanos) {
      throw new BadRowException(
          "the time goes back by " + (lastNanos - nanos) / 1e9 + " s. Maybe sort the file by time");
    }
    return nanos;
  }

  private TraceFormat format(TraceFormat declared) {
    CsvRow header = nextRow();
    if (header == null) {
      throw new BadTraceException(file, "is empty. Maybe the download failed");
    }
    try {
      return declared.resolve(header);
    } catch (BadRowException e) {
      throw new BadTraceException(file, header.getOriginalLineNumber(), message(e));
    }
  }

  private @Nullable CsvRow nextRow() {
    try {
      if (!rows.hasNext()) {
        return null;
      }
      CsvRow row = rows.next();
      line = row.getOriginalLineNumber();
      return row;
    } catch (UncheckedIOException e) {
      throw new BadTraceException(
          file, line + 1, "cannot be read (" + e.getMessage() + "). Maybe a quote is not closed");
    }
  }

  private static String message(BadRowException e) {
    return String.valueOf(e.getMessage());
  }

  private static CloseableIterator<CsvRow> open(Path file) {
    if (!Files.isRegularFile(file)) {
      String problem =
          Files.isDirectory(file)
              ? "is a folder. Maybe name the file in it"
              : "no such file. Maybe the path is relative to another folder";
      throw new BadTraceException(file, problem);
    }
    try {
      return CsvReader.builder().build(file, StandardCharsets.UTF_8).iterator();
    } catch (IOException e) {
      throw new BadTraceException(
          file, "cannot be read (" + e.getMessage() + "). Maybe its permissions forbid it");
    }
  }
}
