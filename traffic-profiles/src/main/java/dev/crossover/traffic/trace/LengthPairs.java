package dev.crossover.traffic.trace;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRow;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Prompt and output lengths that were recorded together, in a CSV file with or without times. */
final class LengthPairs {
  private static final int MAX_PAIRS = 10_000_000;

  private static final List<TraceLayout> KNOWN =
      List.of(
          Layouts.VIDUR, Layouts.COLUMNS, Layouts.AZURE, Layouts.BURSTGPT, Layouts.SPLITWISE_SIM);

  private int[] prompts = new int[64];
  private int[] outputs = new int[64];
  private int count;

  private LengthPairs() {}

  /**
   * Reads a file; rows without an answer are left out.
   *
   * @throws BadTraceException when a row is bad, or there are none
   */
  static LengthPairs read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new BadTraceException(
          file, "no such file. Maybe the path is relative to another folder");
    }
    LengthPairs pairs = new LengthPairs();
    long line = 1;
    try (CloseableIterator<CsvRow> rows =
        CsvReader.builder()
            .build(new InputStreamReader(TraceBytes.open(file), StandardCharsets.UTF_8))
            .iterator()) {
      CsvHeader header = CsvHeader.of(rows.hasNext() ? rows.next().getFields() : List.of());
      TraceLayout layout = layout(header);
      int prompt = header.find(layout.name(TraceColumn.PROMPT));
      int output = header.find(layout.name(TraceColumn.OUTPUT));
      while (rows.hasNext()) {
        CsvRow row = rows.next();
        line = row.getOriginalLineNumber();
        pairs.add(row, prompt, output, layout);
      }
      if (pairs.count == 0) {
        throw new BadRowException("no lengths follow. Maybe the download was cut off");
      }
      return pairs;
    } catch (BadRowException e) {
      throw new BadTraceException(file, line, String.valueOf(e.getMessage()));
    } catch (IOException | UncheckedIOException e) {
      throw BadTraceException.unreadable(file, e);
    }
  }

  private static TraceLayout layout(CsvHeader header) throws BadRowException {
    for (TraceLayout layout : KNOWN) {
      if (header.find(layout.name(TraceColumn.PROMPT)) >= 0
          && header.find(layout.name(TraceColumn.OUTPUT)) >= 0) {
        return layout;
      }
    }
    throw new BadRowException(
        "the header '"
            + header
            + "' names no lengths that are known. Maybe call its columns prompt and output");
  }

  private void add(CsvRow row, int prompt, int output, TraceLayout layout) throws BadRowException {
    if (row.getFieldCount() <= Math.max(prompt, output)) {
      throw new BadRowException(
          "has " + row.getFieldCount() + " columns. Maybe the line was cut off");
    }
    int outputTokens = tokens(row, output, layout.name(TraceColumn.OUTPUT));
    int promptTokens = tokens(row, prompt, layout.name(TraceColumn.PROMPT));
    if (outputTokens > 0 && promptTokens > 0) {
      if (count == MAX_PAIRS) {
        throw new BadRowException(
            "is one too many: the limit is " + MAX_PAIRS + ". Maybe a sample");
      }
      if (count == prompts.length) {
        prompts = Arrays.copyOf(prompts, 2 * count);
        outputs = Arrays.copyOf(outputs, 2 * count);
      }
      prompts[count] = promptTokens;
      outputs[count++] = outputTokens;
    }
  }

  private static int tokens(CsvRow row, int index, String name) throws BadRowException {
    return RowText.tokens(name, row.getField(index).strip(), 0);
  }

  /**
   * A pair by inversion.
   *
   * @param uniform in (0, 1)
   */
  int index(double uniform) {
    return (int) (uniform * count);
  }

  int size() {
    return count;
  }

  int prompt(int pair) {
    return prompts[pair];
  }

  int output(int pair) {
    return outputs[pair];
  }
}
