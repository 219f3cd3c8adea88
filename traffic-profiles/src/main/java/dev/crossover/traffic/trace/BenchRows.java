package dev.crossover.traffic.trace;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The requests of a {@code vllm bench serve} result saved with details: {@code start_times} in
 * seconds of the client's clock, {@code input_lens}, {@code output_lens}. They are in the order of
 * the data set there and in the order of time here, so the whole file is read at once. A request
 * with an entry in {@code errors}, or without output, failed.
 */
final class BenchRows implements RowSource {
  private static final int MAX_REQUESTS = 10_000_000;

  private final Numbers starts = new Numbers("start_times");
  private final Numbers prompts = new Numbers("input_lens");
  private final Numbers outputs = new Numbers("output_lens");
  private boolean[] failed = new boolean[0];
  private int[] order = new int[0];
  private int at;

  private BenchRows() {}

  static RowSource open(TraceOpening opening, TraceLayout layout) {
    Path file = opening.file();
    BenchRows rows = new BenchRows();
    try (InputStreamReader text =
            new InputStreamReader(TraceBytes.open(file), StandardCharsets.UTF_8);
        JsonParser parser = new JsonFactory().createParser(text)) {
      rows.read(parser);
      rows.sort();
      return rows;
    } catch (JsonProcessingException e) {
      long line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
      throw new BadTraceException(
          file, line, "is not JSON (" + e.getOriginalMessage() + "). Maybe it was cut off");
    } catch (IOException e) {
      throw BadTraceException.unreadable(file, e);
    } catch (BadRowException e) {
      throw new BadTraceException(file, 1, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public boolean next(TraceRow into) throws BadRowException {
    if (at == order.length) {
      return false;
    }
    int request = order[at++];
    into.clear();
    into.epochNanos = Math.round(starts.values[request] * 1e9);
    into.outputTokens = failed[request] ? 0 : tokens(outputs, request, 0);
    into.promptTokens = tokens(prompts, request, into.outputTokens == 0 ? 0 : 1);
    return true;
  }

  /** One line holds all. */
  @Override
  public long line() {
    return 1;
  }

  @Override
  public void close() {}

  private static int tokens(Numbers of, int request, int least) throws BadRowException {
    double value = of.values[request];
    if (!(value >= least && value <= Integer.MAX_VALUE) || value != Math.rint(value)) {
      throw new BadRowException(
          of.key
              + "["
              + request
              + "] is "
              + value
              + ", not a number of tokens. Maybe on_bad_row: skip leaves such requests out");
    }
    return (int) value;
  }

  private void read(JsonParser parser) throws IOException, BadRowException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new BadRowException("is not a JSON object. Maybe another format was meant");
    }
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      parser.nextToken();
      switch (key) {
        case "start_times" -> starts.read(parser);
        case "input_lens" -> prompts.read(parser);
        case "output_lens" -> outputs.read(parser);
        case "errors" -> readErrors(parser);
        default -> parser.skipChildren();
      }
    }
  }

  private void readErrors(JsonParser parser) throws IOException, BadRowException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      return;
    }
    int count = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (count == failed.length) {
        failed = Arrays.copyOf(failed, grown(count, "errors"));
      }
      boolean none = parser.currentToken() == JsonToken.VALUE_NULL;
      failed[count++] = !none && !parser.getText().isEmpty();
      parser.skipChildren();
    }
  }

  private void sort() throws BadRowException {
    for (Numbers numbers : new Numbers[] {starts, prompts, outputs}) {
      if (numbers.count < 0) {
        throw new BadRowException(
            "has no " + numbers.key + ". Maybe save the result with --save-detailed");
      }
      if (numbers.count != starts.count) {
        throw new BadRowException(
            numbers.key
                + " has "
                + numbers.count
                + " entries, start_times "
                + starts.count
                + ". Maybe the file was edited");
      }
    }
    failed = Arrays.copyOf(failed, starts.count);
    order =
        IntStream.range(0, starts.count)
            .boxed()
            .sorted(Comparator.comparingDouble(request -> starts.values[request]))
            .mapToInt(Integer::intValue)
            .toArray();
  }

  private static int grown(int count, String key) throws BadRowException {
    if (count >= MAX_REQUESTS) {
      throw new BadRowException(
          key + " has more than " + MAX_REQUESTS + " entries. Maybe write the trace as CSV");
    }
    return Math.max(64, 2 * count);
  }

  /** A list of numbers in the file. */
  private static final class Numbers {
    private static final double MAX = 4e9;

    private final String key;
    private double[] values = new double[0];
    private int count = -1;

    Numbers(String key) {
      this.key = key;
    }

    void read(JsonParser parser) throws IOException, BadRowException {
      if (parser.currentToken() != JsonToken.START_ARRAY) {
        throw new BadRowException(key + " is not a list. Maybe the file was edited");
      }
      count = 0;
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        if (count == values.length) {
          values = Arrays.copyOf(values, grown(count, key));
        }
        values[count] = parser.currentToken().isNumeric() ? parser.getDoubleValue() : -1;
        if (!(values[count] >= 0 && values[count] <= MAX)) {
          throw new BadRowException(
              key
                  + "["
                  + count
                  + "] is '"
                  + RowText.shown(parser.getText())
                  + "', not a number from 0 to 4e9. Maybe the file was edited");
        }
        count++;
      }
    }
  }
}
