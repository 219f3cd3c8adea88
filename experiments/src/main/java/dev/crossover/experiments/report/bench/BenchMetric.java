package dev.crossover.experiments.report.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/** The latencies of a benchmark, in the order of its output. */
@SuppressWarnings("ImmutableEnumChecker") // the functions hold no state
public enum BenchMetric {
  /** Time to first token. */
  TTFT("Time to First Token", done -> done.stream().mapToDouble(Answer::ttftSeconds)),
  /** Time per output token, of answers with more than one. */
  TPOT(
      "Time per Output Token (excl. 1st token)",
      done ->
          done.stream()
              .filter(answer -> answer.outputTokens() > 1)
              .mapToDouble(Answer::tpotSeconds)),
  /** The gaps of all answers together. */
  ITL("Inter-token Latency", done -> done.stream().flatMapToDouble(Answer::itlSeconds)),
  /** From sending to the last chunk. */
  E2EL("End-to-end Latency", done -> done.stream().mapToDouble(Answer::latencySeconds));

  private final String header;
  private final Function<List<Answer>, DoubleStream> samples;

  BenchMetric(String header, Function<List<Answer>, DoubleStream> samples) {
    this.header = header;
    this.samples = samples;
  }

  /** The name in keys and in {@code --percentile-metrics}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The headline of its block on the console. */
  String header() {
    return header;
  }

  Distribution of(List<Answer> completed) {
    return new Distribution(samples.apply(completed).toArray());
  }
}
