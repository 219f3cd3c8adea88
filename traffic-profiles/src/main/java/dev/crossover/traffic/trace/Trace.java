package dev.crossover.traffic.trace;

import dev.crossover.engine.kernel.RandomStreams;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A recorded trace, cut and scaled as its profile asks; each stream reads the file anew. */
public final class Trace {
  /** Clocks of traces without dates begin at 0 and count no thirty years. */
  private static final Instant FIRST_DATE = Instant.parse("2000-01-01T00:00:00Z");

  private final Path file;
  private final Path folder;
  private final ReplaySpec spec;
  private final @Nullable LengthPairs pairs;

  private Trace(Path file, Path folder, ReplaySpec spec, @Nullable LengthPairs pairs) {
    this.file = file;
    this.folder = folder;
    this.spec = spec;
    this.pairs = pairs;
  }

  /**
   * The trace a profile names; of it nothing is read yet.
   *
   * @param folder where relative file names start
   * @throws BadTraceException when a file of lengths cannot be read
   */
  public static Trace of(ReplaySpec spec, Path folder) {
    String lengths = spec.replacedLengths().file();
    return new Trace(
        folder.resolve(spec.file()).normalize(),
        folder,
        spec,
        lengths == null ? null : LengthPairs.read(folder.resolve(lengths).normalize()));
  }

  /**
   * When the part that is replayed begins, where the trace tells dates.
   *
   * @throws BadTraceException when its first request cannot be read
   */
  public Optional<Instant> start() {
    try (ReplayRows rows = rows(new RandomStreams(1, 0), false)) {
      TraceRow row = new TraceRow();
      Instant first = Instant.EPOCH;
      if (rows.next(row)) {
        first = Instant.ofEpochSecond(0, row.epochNanos);
      }
      return first.isBefore(FIRST_DATE) ? Optional.empty() : Optional.of(first);
    }
  }

  /** The files that a replay reads, for a record of what a run was made of. */
  public static List<Path> files(ReplaySpec spec, Path folder) {
    Path file = folder.resolve(spec.file()).normalize();
    List<Path> files =
        new ArrayList<>(isServeGen(spec, file) ? ServeGenPool.files(file) : List.of(file));
    String lengths = spec.replacedLengths().file();
    if (lengths != null) {
      files.add(folder.resolve(lengths).normalize());
    }
    return files;
  }

  private static boolean isServeGen(ReplaySpec spec, Path file) {
    return spec.declaredFormat() == TraceFormat.SERVEGEN
        || (spec.declaredFormat() == TraceFormat.AUTO
            && TraceFormat.SERVEGEN.beginsWith(FirstLine.of(file)));
  }

  /** Whether requests differ between replications: such a trace cannot be counted beforehand. */
  public boolean isDrawn() {
    boolean thinned = spec.copies() != Math.rint(spec.copies());
    return thinned
        || spec.jitterNanos() > 0
        || !spec.replacedLengths().areRecorded()
        || isServeGen(spec, file);
  }

  /** {@link #summary(RandomStreams, long, long, long, int)} of the first replication of seed 1. */
  public TraceSummary summary(long fromNanos, long toNanos, long endNanos, int maxTokens) {
    return summary(new RandomStreams(1, 0), fromNanos, toNanos, endNanos, maxTokens);
  }

  /**
   * Reads the whole trace once, so that a bad row is known before a simulation begins. One that
   * repeats is read until {@code endNanos}; with that at 0, once.
   *
   * @param streams of the replication
   * @param fromNanos start of the measured window
   * @param toNanos its end
   * @param endNanos nothing arrives from here on
   * @throws BadTraceException when the file is missing, or a row bad and not to be skipped
   */
  public TraceSummary summary(
      RandomStreams streams, long fromNanos, long toNanos, long endNanos, int maxTokens) {
    boolean repeats = spec.repeats() && endNanos > 0;
    TraceScan scan = new TraceScan(fromNanos, toNanos, endNanos, maxTokens);
    try (ReplayRows rows = rows(streams, repeats)) {
      TraceRow row = new TraceRow();
      boolean more = rows.next(row);
      while (more) {
        scan.add(row);
        more = !(repeats && row.nanos >= endNanos) && rows.next(row);
      }
      return scan.summary(rows.tally(), file);
    }
  }

  /**
   * A reader of its own from the first request on.
   *
   * @param streams of the replication
   * @param classNames the traffic classes, {@link TraceSummary#classNames()} among them; requests
   *     without a class are of the first
   * @param maxTokens limit on output tokens, 0 for none
   * @param endNanos the stream ends before this instant
   */
  public ReplayStream open(
      RandomStreams streams, List<String> classNames, int maxTokens, long endNanos) {
    return new ReplayStream(rows(streams, spec.repeats()), classNames, maxTokens, endNanos);
  }

  private ReplayRows rows(RandomStreams streams, boolean repeats) {
    return ReplayRows.open(
        new TraceOpening(file, spec, streams),
        new ReplacedLengths(spec.replacedLengths(), pairs, folder, streams),
        repeats);
  }
}
