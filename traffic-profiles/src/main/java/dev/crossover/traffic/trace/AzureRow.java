package dev.crossover.traffic.trace;

import de.siegmar.fastcsv.reader.CsvRow;

/**
 * The rows of the Azure LLM inference traces of 2023 and 2024, {@code
 * github.com/Azure/AzurePublicDataset}: {@code 2023-11-16 18:15:46.6805900,374,44}.
 */
final class AzureRow {
  static final String HEADER = "TIMESTAMP,ContextTokens,GeneratedTokens";

  private static final int COLUMNS = 3;

  private AzureRow() {}

  static void parse(CsvRow row, TraceRow into) throws BadRowException {
    if (row.getFieldCount() != COLUMNS) {
      throw new BadRowException(
          "has "
              + row.getFieldCount()
              + " columns, not "
              + COLUMNS
              + " ("
              + HEADER
              + ")."
              + " Maybe the line was cut off");
    }
    into.epochNanos = Timestamps.epochNanos(row.getField(0).strip());
    into.promptTokens = tokens("ContextTokens", row.getField(1).strip());
    into.outputTokens = tokens("GeneratedTokens", row.getField(2).strip());
  }

  private static int tokens(String column, String text) throws BadRowException {
    int tokens;
    try {
      tokens = Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new BadRowException(
          column
              + " '"
              + text
              + "' is not a whole number below 2^31."
              + " Maybe the columns are shifted");
    }
    if (tokens < 1) {
      throw new BadRowException(
          column
              + " is "
              + tokens
              + ", but a request has at least 1 token."
              + " Maybe on_bad_row: skip leaves such rows out");
    }
    return tokens;
  }
}
