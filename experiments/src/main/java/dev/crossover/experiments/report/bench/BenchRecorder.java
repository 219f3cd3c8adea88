package dev.crossover.experiments.report.bench;

import dev.crossover.engine.metering.RequestLog;
import dev.crossover.engine.request.Backend;
import dev.crossover.engine.request.Fate;
import dev.crossover.engine.request.LiveRequests;
import dev.crossover.engine.request.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the time of every chunk of one replication, as a benchmark's client does. All of it is in
 * memory until the replication has ended, so its size is limited.
 */
public final class BenchRecorder implements RequestLog {
  /** Chunks that one replication may have; they take about 20 bytes each. */
  static final long MAX_CHUNKS = 30_000_000;

  private static final double NANOS = 1e9;

  private final long fromNanos;
  private final List<Numbered> answers = new ArrayList<>();
  private long[][] chunkNanos = new long[64][];
  private int[] chunks = new int[64];
  private long kept;
  private long lastNanos;

  private record Numbered(long ordinal, Answer answer) {}

  /** That a replication is too long for a benchmark's file. */
  public static final class TooManyChunksException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooManyChunksException() {
      super(
          "--format vllm-bench keeps every token's time in memory and this run has too many (more"
              + " than "
              + MAX_CHUNKS
              + " in one replication). Maybe a shorter horizon?");
    }
  }

  /**
   * @param fromNanos when sending starts: the measured span begins
   */
  public BenchRecorder(long fromNanos) {
    this.fromNanos = fromNanos;
    this.lastNanos = fromNanos;
  }

  /** All requests, in the order of their arrival. */
  public List<Answer> answers() {
    return answers.stream()
        .sorted(Comparator.comparingLong(Numbered::ordinal))
        .map(Numbered::answer)
        .toList();
  }

  /** From the start of sending to the last completion. */
  public double durationSeconds() {
    return (lastNanos - fromNanos) / NANOS;
  }

  @Override
  public boolean hearsOutputs() {
    return true;
  }

  @Override
  public void output(int row, long nanos) {
    if (row >= chunks.length) {
      int capacity = Math.max(row + 1, 2 * chunks.length);
      chunkNanos = Arrays.copyOf(chunkNanos, capacity);
      chunks = Arrays.copyOf(chunks, capacity);
    }
    long[] times = chunkNanos[row];
    if (times == null) {
      times = new long[64];
    } else if (chunks[row] == times.length) {
      times = Arrays.copyOf(times, 2 * times.length);
    }
    times[chunks[row]++] = nanos;
    chunkNanos[row] = times;
  }

  @Override
  public void ended(
      LiveRequests requests, int row, Fate fate, @Nullable Reason reason, long nanos) {
    boolean done = fate == Fate.COMPLETED;
    long start = requests.arrivalNanos[row];
    long[] times = done ? chunksOf(requests, row, nanos) : new long[0];
    double[] gaps = new double[Math.max(0, times.length - 1)];
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = (times[i + 1] - times[i]) / NANOS;
    }
    keep(times.length);
    lastNanos = done ? Math.max(lastNanos, nanos) : lastNanos;
    answers.add(
        new Numbered(
            requests.ordinal[row],
            new Answer(
                (start - fromNanos) / NANOS,
                done ? (times[0] - start) / NANOS : 0,
                gaps,
                done ? (nanos - start) / NANOS : 0,
                requests.promptTokens[row],
                requests.outputTokens[row],
                done)));
    if (row < chunks.length) {
      chunks[row] = 0;
    }
  }

  private void keep(int more) {
    kept += more;
    if (kept > MAX_CHUNKS) {
      throw new TooManyChunksException();
    }
  }

  /**
   * An engine's chunks as heard; a hosted answer's tokens, which come at one speed; what a cache
   * answers, in one piece.
   */
  private long[] chunksOf(LiveRequests requests, int row, long nanos) {
    if (requests.backend[row] == Backend.FLEET.ordinal()) {
      return Arrays.copyOf(chunkNanos[row], chunks[row]);
    }
    long first = requests.firstTokenNanos[row];
    if (requests.backend[row] < 0) {
      return new long[] {first};
    }
    long[] times = new long[requests.outputTokens[row]];
    for (int i = 0; i < times.length; i++) {
      times[i] = times.length == 1 ? first : first + (nanos - first) * i / (times.length - 1);
    }
    return times;
  }
}
