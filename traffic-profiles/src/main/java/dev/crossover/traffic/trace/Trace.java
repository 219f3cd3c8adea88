package dev.crossover.traffic.trace;

import dev.crossover.engine.request.ArrivalStream;
import java.nio.file.Path;

/** A recorded trace, cut and scaled as its profile asks; each stream reads the file anew. */
public final class Trace {
  private final Path file;
  private final ReplaySpec spec;

  private Trace(Path file, ReplaySpec spec) {
    this.file = file;
    this.spec = spec;
  }

  /**
   * The trace a profile names; nothing is read yet.
   *
   * @param folder where a relative file name starts
   */
  public static Trace of(ReplaySpec spec, Path folder) {
    return new Trace(folder.resolve(spec.file()).normalize(), spec);
  }

  /**
   * Reads the whole trace once, so that a bad row is known before a simulation begins.
   *
   * @param fromNanos start of the measured window
   * @param toNanos its end
   * @param endNanos nothing arrives from here on
   * @throws BadTraceException when the file is missing, or a row bad and not to be skipped
   */
  public TraceSummary summary(long fromNanos, long toNanos, long endNanos, int maxTokens) {
    TraceScan scan = new TraceScan(fromNanos, toNanos, endNanos, maxTokens);
    try (ReplayRows rows = rows()) {
      TraceRow row = new TraceRow();
      while (rows.next(row)) {
        scan.add(row);
      }
      return scan.summary(rows.skippedRows(), file);
    }
  }

  /**
   * A reader of its own from the first request on.
   *
   * @param className the traffic class of all requests
   * @param maxTokens limit on output tokens, 0 for none
   * @param endNanos the stream ends before this instant
   */
  public ArrivalStream open(String className, int maxTokens, long endNanos) {
    return new ReplayStream(rows(), className, maxTokens, endNanos);
  }

  private ReplayRows rows() {
    return new ReplayRows(new TraceReader(file, spec), spec.part(), spec.scale());
  }
}
