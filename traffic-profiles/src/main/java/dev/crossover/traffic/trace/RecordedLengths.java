package dev.crossover.traffic.trace;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Prompt and output lengths of a file that says no times: no trace to replay, but lengths to use.
 */
public final class RecordedLengths {
  private final LengthPairs pairs;

  /** Reads one request after the other. */
  @FunctionalInterface
  public interface Reader {
    /** Takes the lengths of one request, each at least 1. */
    void read(int promptTokens, int outputTokens);
  }

  private RecordedLengths(LengthPairs pairs) {
    this.pairs = pairs;
  }

  /**
   * The lengths of the file that a replay names, or empty where it is something else.
   *
   * @param folder where relative file names start
   * @throws BadTraceException when a row is bad
   */
  public static Optional<RecordedLengths> of(ReplaySpec spec, Path folder) {
    Path file = folder.resolve(spec.file()).normalize();
    boolean asItStands = spec.declaredFormat() == TraceFormat.AUTO && spec.columns() == null;
    return asItStands && Files.isRegularFile(file) && isTimeless(FirstLine.of(file))
        ? Optional.of(new RecordedLengths(LengthPairs.read(file)))
        : Optional.empty();
  }

  /** Hands out all of them in the order of the file. */
  public void forEach(Reader reader) {
    for (int pair = 0; pair < pairs.size(); pair++) {
      reader.read(pairs.prompt(pair), pairs.output(pair));
    }
  }

  private static boolean isTimeless(FirstLine first) {
    try {
      TraceFormat.AUTO.resolve(first, false);
      return false;
    } catch (BadRowException e) {
      return CsvHeader.ofLine(first.text()).names().containsAll(Layouts.LENGTHS_ALONE);
    }
  }
}
