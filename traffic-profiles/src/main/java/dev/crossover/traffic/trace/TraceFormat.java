package dev.crossover.traffic.trace;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The trace formats that are read natively: each knows its files by the first line. */
public enum TraceFormat {
  /** Whichever format the file's first line belongs to. */
  AUTO("") {
    @Override
    boolean beginsWith(String firstLine) {
      return false;
    }

    @Override
    RowSource open(Path file, int blockSize) {
      throw new IllegalStateException("the format of " + file + " was not resolved");
    }
  },
  /** The Azure LLM inference traces: time stamp, context tokens, generated tokens. */
  AZURE(AzureRow.HEADER) {
    @Override
    boolean beginsWith(String firstLine) {
      return firstLine.replace("\"", "").equals(AzureRow.HEADER);
    }

    @Override
    RowSource open(Path file, int blockSize) {
      return new CsvRows(file, AzureRow::parse);
    }
  },
  /** The Mooncake traces, JSON lines: milliseconds, lengths and the hashes of a prompt's blocks. */
  MOONCAKE("JSON objects of " + MooncakeRow.KEYS) {
    @Override
    boolean beginsWith(String firstLine) {
      return firstLine.startsWith("{") && firstLine.contains("\"input_length\"");
    }

    @Override
    RowSource open(Path file, int blockSize) {
      return new JsonLines(file, new MooncakeRow(blockSize));
    }
  };

  private final String sign;

  TraceFormat(String sign) {
    this.sign = sign;
  }

  /** Whether a file that begins so is of this format. */
  abstract boolean beginsWith(String firstLine);

  /**
   * A reader of a file's rows.
   *
   * @param blockSize tokens that a hash stands for, where there are hashes
   */
  abstract RowSource open(Path file, int blockSize);

  /**
   * The format of a file.
   *
   * @throws BadRowException naming the formats that are known
   */
  TraceFormat resolve(String firstLine) throws BadRowException {
    for (TraceFormat format : values()) {
      if (format.beginsWith(firstLine) && (this == AUTO || this == format)) {
        return format;
      }
    }
    throw new BadRowException(
        "the header '"
            + shortened(firstLine)
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
        .map(format -> format.yamlName() + " (" + format.sign + ")")
        .collect(Collectors.joining(", "));
  }

  private static String shortened(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "...";
  }
}
