package dev.crossover.traffic.trace;

import de.siegmar.fastcsv.reader.CsvRow;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The trace formats that are read natively: a header to know each by and a parser of its rows. */
@SuppressWarnings("ImmutableEnumChecker") // the parsers hold no state
public enum TraceFormat {
  /** Whichever format the file's first line belongs to. */
  AUTO("", (row, into) -> {}),
  /** The Azure LLM inference traces: time stamp, context tokens, generated tokens. */
  AZURE(AzureRow.HEADER, AzureRow::parse);

  private final String header;
  private final RowParser parser;

  TraceFormat(String header, RowParser parser) {
    this.header = header;
    this.parser = parser;
  }

  RowParser parser() {
    return parser;
  }

  /**
   * The format of a file.
   *
   * @param firstRow its header
   * @throws BadRowException naming the headers that are known
   */
  TraceFormat resolve(CsvRow firstRow) throws BadRowException {
    String found = String.join(",", firstRow.getFields()).strip();
    String seen = found.startsWith("\uFEFF") ? found.substring(1) : found;
    for (TraceFormat format : values()) {
      if (format != AUTO && format.header.equals(seen) && (this == AUTO || this == format)) {
        return format;
      }
    }
    throw new BadRowException(
        "the header '"
            + shortened(seen)
            + "' belongs to no "
            + (this == AUTO ? "known format" : yamlName() + " trace")
            + ". Maybe the first line is missing; known headers are "
            + known());
  }

  private String yamlName() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static String known() {
    return Arrays.stream(values())
        .filter(format -> format != AUTO)
        .map(format -> format.yamlName() + " (" + format.header + ")")
        .collect(Collectors.joining(", "));
  }

  private static String shortened(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "...";
  }
}
