package dev.crossover.traffic.trace;

import de.siegmar.fastcsv.reader.CsvRow;
import dev.crossover.engine.serving.TokenContent;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a CSV trace by the names of its columns. */
final class ColumnRow {
  private static final int ABSENT = -1;

  private final TraceLayout layout;
  private final CsvHeader header;
  private final int arrival;
  private final int prompt;
  private final int output;
  private final int session;
  private final int className;
  private final int prefix;
  private final int prefixTokens;
  private final int model;
  private final int[] filtered;
  private final String[] wanted;

  /**
   * @throws BadRowException when the file lacks a column that is needed
   */
  ColumnRow(TraceLayout layout, CsvHeader header, RowFilter filter) throws BadRowException {
    this.layout = layout;
    this.header = header;
    this.arrival = index(TraceColumn.ARRIVAL);
    this.prompt = index(TraceColumn.PROMPT);
    this.output = index(TraceColumn.OUTPUT);
    this.session = index(TraceColumn.SESSION);
    this.className = index(TraceColumn.CLASS);
    this.prefix = index(TraceColumn.PREFIX);
    this.prefixTokens = index(TraceColumn.PREFIX_TOKENS);
    this.model = index(TraceColumn.MODEL);
    if (layout.demanded().contains(TraceColumn.HASH_IDS)
        || layout.demanded().contains(TraceColumn.PARENT)) {
      throw new BadRowException(
          "hash_ids and parent are keys of JSON objects. Maybe write the trace as JSON lines");
    }
    this.filtered = new int[filter.wanted().size()];
    this.wanted = new String[filtered.length];
    int i = 0;
    for (Map.Entry<String, String> entry : filter.wanted().entrySet()) {
      filtered[i] = header.require(entry.getKey());
      wanted[i++] = entry.getValue();
    }
  }

  private int index(TraceColumn column) throws BadRowException {
    String name = layout.columns().get(column);
    if (name == null) {
      return ABSENT;
    }
    return layout.demanded().contains(column) ? header.require(name) : header.find(name);
  }

  /**
   * Reads a row.
   *
   * @return false where the filter leaves it out
   */
  boolean parse(CsvRow row, TraceRow into) throws BadRowException {
    if (row.getFieldCount() != header.size()) {
      throw new BadRowException(
          "has "
              + row.getFieldCount()
              + " columns, not "
              + header.size()
              + " ("
              + header
              + "). Maybe the line was cut off");
    }
    if (!passes(row)) {
      return false;
    }
    into.clear();
    into.epochNanos =
        layout.unit().parse(layout.name(TraceColumn.ARRIVAL), row.getField(arrival).strip());
    into.outputTokens =
        RowText.tokens(
            layout.name(TraceColumn.OUTPUT), row.getField(output).strip(), layout.leastOutput());
    into.promptTokens =
        RowText.tokens(
            layout.name(TraceColumn.PROMPT),
            row.getField(prompt).strip(),
            into.outputTokens == 0 ? 0 : 1);
    into.session = named(row, session) ? RowText.number(text(row, session)) : TraceRow.NO_SESSION;
    into.className = optional(row, className);
    into.model = optional(row, model);
    if (named(row, prefix)) {
      into.content = prefix(text(row, prefix), row, into.promptTokens);
    }
    return true;
  }

  private boolean passes(CsvRow row) {
    for (int i = 0; i < filtered.length; i++) {
      if (!row.getField(filtered[i]).strip().equals(wanted[i])) {
        return false;
      }
    }
    return true;
  }

  private TokenContent prefix(String name, CsvRow row, int promptTokens) throws BadRowException {
    if (prefixTokens == ABSENT) {
      throw new BadRowException(
          "has a prefix of unknown length. Maybe name the column prefix_tokens, too");
    }
    int tokens = RowText.tokens(layout.name(TraceColumn.PREFIX_TOKENS), text(row, prefixTokens), 1);
    if (tokens > promptTokens) {
      throw new BadRowException(
          "the prefix of "
              + tokens
              + " tokens is longer than the prompt of "
              + promptTokens
              + ". Maybe the columns are swapped");
    }
    return TokenContent.of(RowText.number(name), tokens);
  }

  private static boolean named(CsvRow row, int index) {
    return index != ABSENT && !text(row, index).isEmpty();
  }

  private static @Nullable String optional(CsvRow row, int index) {
    return named(row, index) ? text(row, index) : null;
  }

  private static String text(CsvRow row, int index) {
    return row.getField(index).strip();
  }
}
