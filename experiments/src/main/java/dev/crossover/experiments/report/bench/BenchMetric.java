package dev.crossover.experiments.report.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The latencies of a benchmark, in the order of its output. */
@SuppressWarnings("ImmutableEnumChecker") // the functions hold no state
public enum BenchMetric {
  /** Time to first token. */
  TTFT("Time to First Token", done -> done.stream().mapToDouble(Answer::ttftSeconds).toArray()),
  /** Time per output token, of answers with more than one. */
  TPOT(
      "Time per Output Token (excl. 1st token)",
      done ->
          done.stream()
              .filter(answer -> answer.outputTokens() > 1)
              .mapToDouble(Answer::tpotSeconds)
              .toArray()),
  /** The gaps of all answers together. */
  ITL("Inter-token Latency", BenchMetric::gaps),
  /** From sending to the last chunk. */
  E2EL("End-to-end Latency", done -> done.stream().mapToDouble(Answer::latencySeconds).toArray());

  private final String header;
  private final Function<List<Answer>, double[]> samples;

  BenchMetric(String header, Function<List<Answer>, double[]> samples) {
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
    return new Distribution(samples.apply(completed));
  }

  /** Counted first: a stream of so many would be kept several times over. */
  private static double[] gaps(List<Answer> completed) {
    double[] gaps = new double[completed.stream().mapToInt(Answer::gaps).sum()];
    int at = 0;
    for (Answer answer : completed) {
      answer.copyGaps(gaps, at);
      at += answer.gaps();
    }
    return gaps;
  }
}
