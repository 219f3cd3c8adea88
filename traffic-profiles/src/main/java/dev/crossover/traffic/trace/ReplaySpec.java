package dev.crossover.traffic.trace;

import dev.crossover.engine.units.TimeSpan;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The {@code replay} block of a profile: recorded requests in place of generated ones. Rows must be
 * in the order of time.
 *
 * @param file relative to the folder of the file that names it; gzip and zstd are recognised
 * @param format the trace's format; auto unless given
 * @param window the part of the trace that is replayed; all of it unless given
 * @param timeScale factor on all gaps: 0.5 replays twice as fast; 1 unless given
 * @param rateScale factor on the number of requests at unchanged gaps of the bursts: below 1 each
 *     is kept with that probability, above 1 copies that begin elsewhere in the trace are laid over
 *     it; 1 unless given
 * @param repeat what follows the last request; none unless given
 * @param jitter each arrival is delayed by up to this, uniformly, in the trace's own time: for
 *     clocks that tick coarsely; 0 unless given
 * @param failures what becomes of requests recorded as failed; drop unless given
 * @param filter rows are replayed where these columns are exactly so; all unless given
 * @param lengths from_file, or what replaces the recorded lengths; from_file unless given
 * @param columns what columns or JSON keys are called where they differ from the format's
 * @param arrivalUnit unit of the arrival column; the format's unless given
 * @param blockSize tokens that a hash of a prompt's block stands for, in traces that have hashes:
 *     512 in most, 16 in bailian; the format's unless given
 * @param onBadRow what happens at a row that cannot be replayed; error unless given
 */
public record ReplaySpec(
    String file,
    @Nullable TraceFormat format,
    @Nullable TraceWindow window,
    @Nullable Double timeScale,
    @Nullable Double rateScale,
    @Nullable Repeat repeat,
    @Nullable TimeSpan jitter,
    @Nullable FailurePolicy failures,
    @Nullable Map<String, String> filter,
    @Nullable ReplayLengths lengths,
    @Nullable Map<TraceColumn, String> columns,
    @Nullable ArrivalUnit arrivalUnit,
    @Nullable BlockSize blockSize,
    @Nullable BadRowPolicy onBadRow) {
  private static final double MAX_SCALE = 1e6;
  private static final double MAX_COPIES = 64;
  private static final TimeSpan MAX_JITTER = TimeSpan.ofSeconds(86_400);

  public ReplaySpec {
    if (file.isBlank()) {
      throw new IllegalArgumentException("file is empty. Maybe trace.csv");
    }
    checkScale("time_scale", timeScale, MAX_SCALE, "0.5, which replays twice as fast");
    checkScale("rate_scale", rateScale, MAX_COPIES, "2, which doubles the requests");
    if (jitter != null && jitter.compareTo(MAX_JITTER) > 0) {
      throw new IllegalArgumentException(
          "jitter (" + jitter + ") is above 1d, the limit. Maybe 3s");
    }
    filter = filter == null ? null : new TreeMap<>(filter);
    if (columns != null && !columns.isEmpty()) {
      columns = new EnumMap<>(columns);
    } else {
      columns = null;
    }
    checkEffects(declared(format), failures, filter, columns, arrivalUnit, blockSize);
  }

  /** All of a trace as it was recorded, written as the name of its file alone. */
  public static ReplaySpec valueOf(String file) {
    return new ReplaySpec(
        file, null, null, null, null, null, null, null, null, null, null, null, null, null);
  }

  private static TraceFormat declared(@Nullable TraceFormat format) {
    return format == null ? TraceFormat.AUTO : format;
  }

  private static void checkScale(String key, @Nullable Double scale, double most, String advice) {
    if (scale != null && !(scale >= 1 / MAX_SCALE && scale <= most)) {
      throw new IllegalArgumentException(
          key
              + " ("
              + scale
              + ") must lie between 0.000001 and "
              + (long) most
              + ". Maybe "
              + advice);
    }
  }

  private static void checkEffects(
      TraceFormat format,
      @Nullable FailurePolicy failures,
      @Nullable Map<String, String> filter,
      @Nullable Map<TraceColumn, String> columns,
      @Nullable ArrivalUnit arrivalUnit,
      @Nullable BlockSize blockSize) {
    if (format == TraceFormat.AUTO) {
      return;
    }
    String traces = format.key() + " traces ";
    if (blockSize != null && !blockSize.isAuto() && !format.hasHashes()) {
      throw noEffect("block_size", traces + "have no hashes");
    }
    if (failures != null && !format.recordsFailures()) {
      throw noEffect("failures", traces + "do not record them");
    }
    if (!format.namesColumns()) {
      if (filter != null) {
        throw noEffect("filter", traces + "have no columns");
      }
      if (columns != null) {
        throw noEffect("columns", traces + "have none");
      }
      if (arrivalUnit != null) {
        throw noEffect("arrival_unit", traces + "have one of their own");
      }
    }
  }

  private static IllegalArgumentException noEffect(String key, String why) {
    return new IllegalArgumentException(key + " has no effect: " + why + ". Maybe leave it out");
  }

  double scale() {
    return timeScale == null ? 1 : timeScale;
  }

  double copies() {
    return rateScale == null ? 1 : rateScale;
  }

  boolean repeats() {
    return repeat == Repeat.UNTIL_END;
  }

  long jitterNanos() {
    return jitter == null ? 0 : jitter.nanos();
  }

  TraceWindow part() {
    return window == null ? TraceWindow.ALL : window;
  }

  TraceFormat declaredFormat() {
    return declared(format);
  }

  Map<String, String> filters() {
    return filter == null ? Map.of() : filter;
  }

  boolean keepsFailures() {
    return failures == FailurePolicy.KEEP;
  }

  ReplayLengths replacedLengths() {
    return lengths == null ? ReplayLengths.RECORDED : lengths;
  }

  int blockTokens(int ofFormat) {
    return blockSize == null || blockSize.isAuto() ? ofFormat : blockSize.tokens();
  }

  BadRowPolicy badRows() {
    return onBadRow == null ? BadRowPolicy.ERROR : onBadRow;
  }
}
