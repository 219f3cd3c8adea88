package dev.crossover.traffic.length;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads recorded counts of lengths from CSV: {@code tokens,count} or {@code from,to,count}. */
final class HistogramFile {
  private static final String SINGLE = "tokens,count";
  private static final String RANGES = "from,to,count";
  private static final int MAX_LINES = 10_000_000;

  private final Path file;
  private final List<Row> rows = new ArrayList<>();

  private record Row(Histogram.Bin bin, int line) {}

  private HistogramFile(Path file) {
    this.file = file;
  }

  /**
   * Reads the file.
   *
   * @throws BadHistogramException naming file and line
   */
  static Histogram read(Path file) {
    HistogramFile reading = new HistogramFile(file);
    reading.readRows(reading.lines());
    return new Histogram(reading.bins());
  }

  private List<String> lines() {
    try {
      List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
      if (lines.size() > MAX_LINES) {
        throw new BadHistogramException(
            file, "has more than 1e7 lines. Maybe it is a trace: use replay");
      }
      return lines;
    } catch (NoSuchFileException e) {
      throw new BadHistogramException(
          file,
          "there is no such file. Maybe its name is not relative to the profile that names it");
    } catch (IOException e) {
      throw new BadHistogramException(
          file, "cannot be read (" + e + "). Maybe it is not a text file in UTF-8");
    }
  }

  private void readRows(List<String> lines) {
    String header = lines.isEmpty() ? "" : plain(lines.get(0));
    if (!header.equals(SINGLE) && !header.equals(RANGES)) {
      throw new BadHistogramException(
          file,
          1,
          "the header '" + header + "' is neither " + SINGLE + " nor " + RANGES + ". Maybe add it");
    }
    int columns = header.split(",", -1).length;
    for (int i = 1; i < lines.size(); i++) {
      String line = plain(lines.get(i));
      if (!line.isEmpty()) {
        readRow(line.split(",", -1), columns, i + 1);
      }
    }
  }

  private static String plain(String line) {
    return line.replace("\uFEFF", "").replace(" ", "").strip();
  }

  private void readRow(String[] cells, int columns, int line) {
    if (cells.length != columns) {
      throw new BadHistogramException(
          file,
          line,
          cells.length + " columns, but the header has " + columns + ". Maybe a comma is missing");
    }
    int from = tokens(cells[0], line);
    int to = tokens(cells[columns - 2], line);
    if (from > to) {
      throw new BadHistogramException(
          file, line, "from (" + from + ") is above to (" + to + "). Maybe swap them");
    }
    double count = count(cells[columns - 1], line);
    if (count > 0) {
      rows.add(new Row(new Histogram.Bin(from, to, count), line));
    }
  }

  private int tokens(String cell, int line) {
    double tokens = number(cell, line);
    if (!(tokens >= 1 && tokens <= TokenBounds.LIMIT) || tokens != Math.rint(tokens)) {
      throw new BadHistogramException(
          file,
          line,
          "tokens ("
              + cell
              + ") must be a whole number between 1 and "
              + TokenBounds.LIMIT
              + ". Maybe leave the row out");
    }
    return (int) tokens;
  }

  private double count(String cell, int line) {
    double count = number(cell, line);
    if (!(count >= 0 && count <= 1e18)) {
      throw new BadHistogramException(
          file, line, "count (" + cell + ") must lie between 0 and 1e18. Maybe leave the row out");
    }
    return count;
  }

  private double number(String cell, int line) {
    try {
      return Double.parseDouble(cell);
    } catch (NumberFormatException e) {
      throw new BadHistogramException(
          file, line, "'" + cell + "' is not a number. Maybe the columns are in another order");
    }
  }

  private List<Histogram.Bin> bins() {
    if (rows.isEmpty()) {
      throw new BadHistogramException(file, "has no count above 0. Maybe it is the wrong file");
    }
    rows.sort(Comparator.comparingInt(row -> row.bin().from()));
    for (int i = 1; i < rows.size(); i++) {
      Histogram.Bin before = rows.get(i - 1).bin();
      Row row = rows.get(i);
      if (row.bin().from() <= before.to()) {
        throw new BadHistogramException(
            file,
            row.line(),
            "%d to %d overlaps %d to %d of line %d. Maybe `to` is the last length of its row"
                .formatted(
                    row.bin().from(),
                    row.bin().to(),
                    before.from(),
                    before.to(),
                    rows.get(i - 1).line()));
      }
    }
    return rows.stream().map(Row::bin).toList();
  }
}
