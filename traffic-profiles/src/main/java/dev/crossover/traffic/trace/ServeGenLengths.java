package dev.crossover.traffic.trace;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The lengths of one client's requests over the day: a JSON object of start times in seconds, each
 * with the distributions of its requests as texts.
 */
final class ServeGenLengths {
  private static final String INPUT = "input_tokens";
  private static final String OUTPUT = "output_tokens";

  private final NavigableMap<Long, ServeGenTable> prompts = new TreeMap<>();
  private final NavigableMap<Long, ServeGenTable> outputs = new TreeMap<>();

  private ServeGenLengths() {}

  static ServeGenLengths parse(String text) throws BadRowException {
    ServeGenLengths lengths = new ServeGenLengths();
    try (JsonParser parser = new JsonFactory().createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new BadRowException("is not a JSON object. Maybe another file was meant");
      }
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        long start = ArrivalUnit.S.parse("start", parser.currentName());
        lengths.read(parser, start);
      }
      return lengths;
    } catch (JsonProcessingException e) {
      throw new BadRowException(
          "is not JSON (" + e.getOriginalMessage() + "). Maybe it was cut off");
    } catch (IOException e) {
      throw new UncheckedIOException("a text cannot be read", e);
    }
  }

  private void read(JsonParser parser, long start) throws IOException, BadRowException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new BadRowException("has no distributions. Maybe the file was edited");
    }
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      JsonToken token = parser.nextToken();
      if (token == JsonToken.VALUE_STRING && (key.equals(INPUT) || key.equals(OUTPUT))) {
        ServeGenTable table = ServeGenTable.parse(key, parser.getText());
        if (!table.isEmpty()) {
          (key.equals(INPUT) ? prompts : outputs).put(start, table);
        }
      } else {
        parser.skipChildren();
      }
    }
  }

  /** Whether any request's lengths can be told. */
  boolean isEmpty() {
    return prompts.isEmpty() || outputs.isEmpty();
  }

  int prompt(long nanos, double uniform) {
    return Math.max(1, at(prompts, nanos).draw(uniform));
  }

  int output(long nanos, double uniform) {
    return Math.max(1, at(outputs, nanos).draw(uniform));
  }

  /** The last that has begun, or the first: a stretch of day without requests has no table. */
  private static ServeGenTable at(NavigableMap<Long, ServeGenTable> tables, long nanos) {
    Map.Entry<Long, ServeGenTable> entry = tables.floorEntry(nanos);
    return entry == null ? tables.firstEntry().getValue() : entry.getValue();
  }
}
