package dev.crossover.traffic.trace;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Where the rows of a format say what.
 *
 * @param columns names of columns or keys; those that are not demanded may be absent from a file
 * @param demanded what every file must have
 * @param unit of the arrival
 * @param blockSize tokens that a hash stands for
 * @param recordsFailures whether no output tokens mean that the request failed
 */
record TraceLayout(
    Map<TraceColumn, String> columns,
    Set<TraceColumn> demanded,
    ArrivalUnit unit,
    int blockSize,
    boolean recordsFailures) {
  static final int BLOCK_SIZE = 512;

  /** A layout of the three columns that every trace has. */
  static TraceLayout of(String arrival, String prompt, String output, ArrivalUnit unit) {
    Map<TraceColumn, String> columns = new EnumMap<>(TraceColumn.class);
    columns.put(TraceColumn.ARRIVAL, arrival);
    columns.put(TraceColumn.PROMPT, prompt);
    columns.put(TraceColumn.OUTPUT, output);
    return new TraceLayout(columns, TraceColumn.NEEDED, unit, BLOCK_SIZE, false);
  }

  /** The layout with one more column, which a file may lack. */
  TraceLayout and(TraceColumn column, String name) {
    Map<TraceColumn, String> more = new EnumMap<>(columns);
    more.put(column, name);
    return new TraceLayout(more, demanded, unit, blockSize, recordsFailures);
  }

  TraceLayout withFailures() {
    return new TraceLayout(columns, demanded, unit, blockSize, true);
  }

  TraceLayout withBlocksOf(int tokens) {
    return new TraceLayout(columns, demanded, unit, tokens, recordsFailures);
  }

  /** The layout as a profile changes it: the columns it names must be there. */
  TraceLayout changedBy(ReplaySpec spec) {
    Map<TraceColumn, String> changed = new EnumMap<>(columns);
    Set<TraceColumn> wanted = EnumSet.copyOf(demanded);
    if (spec.columns() != null) {
      changed.putAll(spec.columns());
      wanted.addAll(spec.columns().keySet());
    }
    return new TraceLayout(
        Collections.unmodifiableMap(changed),
        Collections.unmodifiableSet(wanted),
        spec.arrivalUnit() == null ? unit : spec.arrivalUnit(),
        spec.blockTokens(blockSize),
        recordsFailures);
  }

  /** The name of a column that every layout has. */
  String name(TraceColumn column) {
    return columns.getOrDefault(column, column.yamlName());
  }

  /** Fewest tokens of an answer. */
  int leastOutput() {
    return recordsFailures ? 0 : 1;
  }

  /** What every file has, as an error lists it. */
  String needed() {
    return name(TraceColumn.ARRIVAL)
        + ", "
        + name(TraceColumn.PROMPT)
        + ", "
        + name(TraceColumn.OUTPUT);
  }
}
