package dev.crossover.traffic.trace;

import org.jspecify.annotations.Nullable;

/**
 * The {@code replay} block of a profile: recorded requests in place of generated ones.
 *
 * @param file relative to the folder of the file that names it
 * @param format the trace's format; auto unless given
 * @param window the part of the trace that is replayed; all of it unless given
 * @param timeScale factor on all gaps: 0.5 replays twice as fast; 1 unless given
 * @param onBadRow what happens at a row that cannot be replayed; error unless given
 * @param blockSize tokens that a hash of a prompt's block stands for, in traces that have hashes;
 *     512 unless given
 */
public record ReplaySpec(
    String file,
    @Nullable TraceFormat format,
    @Nullable TraceWindow window,
    @Nullable Double timeScale,
    @Nullable BadRowPolicy onBadRow,
    @Nullable Integer blockSize) {
  private static final double MAX_SCALE = 1e6;

  public ReplaySpec {
    if (file.isBlank()) {
      throw new IllegalArgumentException("file is empty. Maybe trace.csv");
    }
    if (timeScale != null && !(timeScale >= 1 / MAX_SCALE && timeScale <= MAX_SCALE)) {
      throw new IllegalArgumentException(
          "time_scale ("
              + timeScale
              + ") must lie between 0.000001 and 1000000."
              + " Maybe 0.5, which replays twice as fast");
    }
    if (blockSize != null && (blockSize < 1 || format == TraceFormat.AZURE)) {
      throw new IllegalArgumentException(
          blockSize < 1
              ? "block_size (" + blockSize + ") must be at least 1. Maybe 512"
              : "block_size has no effect: azure traces have no hashes. Maybe leave it out");
    }
  }

  double scale() {
    return timeScale == null ? 1 : timeScale;
  }

  TraceWindow part() {
    return window == null ? TraceWindow.ALL : window;
  }

  TraceFormat declaredFormat() {
    return format == null ? TraceFormat.AUTO : format;
  }

  int hashedTokens() {
    return blockSize == null ? MooncakeRow.BLOCK_SIZE : blockSize;
  }

  BadRowPolicy badRows() {
    return onBadRow == null ? BadRowPolicy.ERROR : onBadRow;
  }
}
