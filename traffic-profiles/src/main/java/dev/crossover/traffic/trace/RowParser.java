package dev.crossover.traffic.trace;

import de.siegmar.fastcsv.reader.CsvRow;

/** Reads the rows of one trace format. */
@FunctionalInterface
interface RowParser {
  /** Fills all of {@code into} but its relative time. */
  void parse(CsvRow row, TraceRow into) throws BadRowException;
}
