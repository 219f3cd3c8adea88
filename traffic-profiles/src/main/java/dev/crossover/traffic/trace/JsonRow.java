package dev.crossover.traffic.trace;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.crossover.engine.serving.TokenContent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON objects, one request each, by the names of their keys; other keys are passed over. A
 * value is kept as its text, for a number of a trace may be finer than a double.
 */
final class JsonRow {
  /** Every whole number of so many characters fits a long. */
  private static final int MAX_DIGITS = 18;

  private static final TraceColumn[] COLUMNS = TraceColumn.values();

  private final JsonFactory json = new JsonFactory();
  private final TraceLayout layout;
  private final RowFilter filter;
  private final Map<String, TraceColumn> keys = new HashMap<>();
  private final @Nullable String[] texts = new @Nullable String[COLUMNS.length];
  private final boolean[] quoted = new boolean[COLUMNS.length];
  private final Set<String> passed = new TreeSet<>();
  private final SessionRoots roots = new SessionRoots();
  private long[] hashes = new long[64];
  private int hashCount;

  JsonRow(TraceLayout layout, RowFilter filter) {
    this.layout = layout;
    this.filter = filter;
    for (Map.Entry<TraceColumn, String> entry : layout.columns().entrySet()) {
      keys.put(entry.getValue(), entry.getKey());
    }
  }

  /**
   * Reads an object.
   *
   * @return false where the filter leaves it out
   */
  boolean parse(String line, TraceRow into) throws BadRowException {
    Arrays.fill(texts, null);
    passed.clear();
    hashCount = -1;
    read(line);
    if (passed.size() < filter.wanted().size()) {
      return false;
    }
    for (TraceColumn column : layout.demanded()) {
      if (texts[column.ordinal()] == null && column != TraceColumn.HASH_IDS) {
        throw new BadRowException(
            layout.name(column) + " is missing. Maybe the keys are not " + allKeys());
      }
    }
    into.clear();
    into.epochNanos = arrival();
    into.outputTokens = tokens(TraceColumn.OUTPUT, layout.leastOutput());
    into.promptTokens = tokens(TraceColumn.PROMPT, into.outputTokens == 0 ? 0 : 1);
    into.session = session();
    into.className = named(TraceColumn.CLASS);
    into.model = named(TraceColumn.MODEL);
    fillContent(into);
    return true;
  }

  private long arrival() throws BadRowException {
    String name = layout.name(TraceColumn.ARRIVAL);
    String text = String.valueOf(text(TraceColumn.ARRIVAL));
    if (text.startsWith("-") && layout.unit() != ArrivalUnit.ISO8601) {
      throw new BadRowException(
          name + " is " + RowText.shown(text) + ". Maybe times are from 0 on");
    }
    return layout.unit().parse(name, text);
  }

  private int tokens(TraceColumn column, int least) throws BadRowException {
    String name = layout.name(column);
    String text = String.valueOf(text(column));
    if (quoted[column.ordinal()] || text.isEmpty() || !isWhole(text)) {
      throw new BadRowException(
          name + " '" + RowText.shown(text) + "' is not a whole number. Maybe its unit is another");
    }
    long tokens = Long.parseLong(text);
    if (tokens < least || tokens > Integer.MAX_VALUE) {
      throw new BadRowException(
          name
              + " is "
              + RowText.shown(text)
              + ", not between "
              + Math.max(1, least)
              + " and "
              + Integer.MAX_VALUE
              + ". Maybe on_bad_row: skip leaves such rows out");
    }
    return (int) tokens;
  }

  private static boolean isWhole(String text) {
    if (text.length() > MAX_DIGITS) {
      return false;
    }
    int from = text.startsWith("-") && text.length() > 1 ? 1 : 0;
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private long session() {
    String session = named(TraceColumn.SESSION);
    if (session == null) {
      return TraceRow.NO_SESSION;
    }
    String parent = named(TraceColumn.PARENT);
    long own = RowText.number(session);
    return parent == null || parent.equals("-1") ? own : roots.of(own, RowText.number(parent));
  }

  private void fillContent(TraceRow into) throws BadRowException {
    String prefix = named(TraceColumn.PREFIX);
    if (hashCount >= 0 && into.promptTokens > 0) {
      into.content = BlockHashes.content(hashes, hashCount, into.promptTokens, layout.blockSize());
      into.blockTokens = layout.blockSize();
    } else if (prefix != null) {
      if (text(TraceColumn.PREFIX_TOKENS) == null) {
        throw new BadRowException(
            "has a prefix of unknown length. Maybe add " + layout.name(TraceColumn.PREFIX_TOKENS));
      }
      int tokens = tokens(TraceColumn.PREFIX_TOKENS, 1);
      if (tokens > into.promptTokens) {
        throw new BadRowException(
            "the prefix of "
                + tokens
                + " tokens is longer than the prompt of "
                + into.promptTokens
                + ". Maybe the keys are swapped");
      }
      into.content = TokenContent.of(RowText.number(prefix), tokens);
    }
  }

  private @Nullable String text(TraceColumn column) {
    return texts[column.ordinal()];
  }

  /** A name, which an empty text is not. */
  private @Nullable String named(TraceColumn column) {
    String text = text(column);
    return text == null || text.isBlank() ? null : text.strip();
  }

  private String allKeys() {
    return layout.needed()
        + (layout.columns().containsKey(TraceColumn.HASH_IDS)
            ? ", " + layout.name(TraceColumn.HASH_IDS)
            : "");
  }

  private void read(String line) throws BadRowException {
    try (JsonParser parser = json.createParser(line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new BadRowException("is not a JSON object. Maybe another format was meant");
      }
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        readKey(parser);
      }
      if (parser.nextToken() != null) {
        throw new BadRowException("goes on after its object. Maybe a line break is missing");
      }
    } catch (JsonProcessingException e) {
      throw new BadRowException(
          "is not JSON (" + e.getOriginalMessage() + "). Maybe the line was cut off");
    } catch (IOException e) {
      throw new UncheckedIOException("a text cannot be read", e);
    }
  }

  private void readKey(JsonParser parser) throws IOException, BadRowException {
    String key = parser.currentName();
    JsonToken token = parser.nextToken();
    TraceColumn column = keys.get(key);
    if (column == TraceColumn.HASH_IDS) {
      readHashes(key, parser);
      return;
    }
    if (token == null || token.isStructStart()) {
      refuseStructure(key, column);
      parser.skipChildren();
      return;
    }
    if (column != null && token != JsonToken.VALUE_NULL) {
      texts[column.ordinal()] = parser.getText();
      quoted[column.ordinal()] = token == JsonToken.VALUE_STRING;
    }
    if (filter.knows(key) && filter.passes(key, parser.getText())) {
      passed.add(key);
    }
  }

  private static void refuseStructure(String key, @Nullable TraceColumn column)
      throws BadRowException {
    if (column != null) {
      throw new BadRowException(
          RowText.shown(key) + " is not a single value. Maybe another key is meant");
    }
  }

  private void readHashes(String key, JsonParser parser) throws IOException, BadRowException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw new BadRowException(RowText.shown(key) + " is not a list. Maybe [0, 1, 2]");
    }
    hashCount = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT
          || parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
        throw new BadRowException(
            RowText.shown(key)
                + " '"
                + RowText.shown(parser.getText())
                + "' is not a whole number. Maybe its unit is another");
      }
      if (hashCount == hashes.length) {
        hashes = Arrays.copyOf(hashes, 2 * hashCount);
      }
      hashes[hashCount++] = parser.getLongValue();
    }
  }
}
