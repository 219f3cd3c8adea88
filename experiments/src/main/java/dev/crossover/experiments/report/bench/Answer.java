package dev.crossover.experiments.report.bench;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/** One request as the benchmark's client timed it. Seconds are doubles as in vLLM. */
public final class Answer {
  private final double startSeconds;
  private final double ttftSeconds;
  private final double[] itlSeconds;
  private final double latencySeconds;
  private final int inputTokens;
  private final int outputTokens;
  private final boolean completed;

  /**
   * A request's timings.
   *
   * @param startSeconds when it was sent
   * @param ttftSeconds from then to the first chunk
   * @param itlSeconds gaps between later chunks; a chunk may hold several tokens
   * @param latencySeconds from sending to the last chunk
   * @param inputTokens of the prompt
   * @param outputTokens of the answer
   * @param completed whether the whole answer came
   */
  public Answer(
      double startSeconds,
      double ttftSeconds,
      double[] itlSeconds,
      double latencySeconds,
      int inputTokens,
      int outputTokens,
      boolean completed) {
    this.startSeconds = startSeconds;
    this.ttftSeconds = ttftSeconds;
    this.itlSeconds = itlSeconds.clone();
    this.latencySeconds = latencySeconds;
    this.inputTokens = inputTokens;
    this.outputTokens = outputTokens;
    this.completed = completed;
  }

  double startSeconds() {
    return startSeconds;
  }

  double ttftSeconds() {
    return ttftSeconds;
  }

  DoubleStream itlSeconds() {
    return Arrays.stream(itlSeconds);
  }

  /** Number of gaps. */
  int gaps() {
    return itlSeconds.length;
  }

  void copyGaps(double[] to, int at) {
    System.arraycopy(itlSeconds, 0, to, at, itlSeconds.length);
  }

  int inputTokens() {
    return inputTokens;
  }

  int outputTokens() {
    return outputTokens;
  }

  boolean completed() {
    return completed;
  }

  /** From sending to the last chunk. */
  double latencySeconds() {
    return latencySeconds;
  }

  /** When each chunk came, on the clock of {@link #startSeconds}. */
  double[] chunkSeconds() {
    double[] times = new double[itlSeconds.length + 1];
    times[0] = startSeconds + ttftSeconds;
    for (int i = 0; i < itlSeconds.length; i++) {
      times[i + 1] = times[i] + itlSeconds[i];
    }
    return times;
  }

  /** Time per output token after the first; 0 where there is only one. */
  double tpotSeconds() {
    return outputTokens > 1 ? (latencySeconds() - ttftSeconds) / (outputTokens - 1) : 0;
  }
}
