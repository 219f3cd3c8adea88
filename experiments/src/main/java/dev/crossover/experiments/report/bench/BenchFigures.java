package dev.crossover.experiments.report.bench;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code vllm bench serve} computes from its clients' timings. Throughputs are per second of
 * the benchmark; there are none where it took no time.
 *
 * @param durationSeconds from the start of sending to the last completion
 * @param completed answers that came whole
 * @param failed requests without one
 * @param inputTokens of the completed
 * @param outputTokens of the completed
 * @param goodRequests completed within every bound; null where none is asked
 * @param peaks the busiest second
 * @param latencies statistics in seconds
 */
record BenchFigures(
    double durationSeconds,
    int completed,
    int failed,
    long inputTokens,
    long outputTokens,
    @Nullable Integer goodRequests,
    BusiestSecond peaks,
    Map<BenchMetric, Distribution> latencies) {

  static BenchFigures of(List<Answer> answers, double durationSeconds, Goodput goodput) {
    List<Answer> done = answers.stream().filter(Answer::completed).toList();
    Map<BenchMetric, Distribution> latencies = new EnumMap<>(BenchMetric.class);
    for (BenchMetric metric : BenchMetric.values()) {
      latencies.put(metric, metric.of(done));
    }
    return new BenchFigures(
        durationSeconds,
        done.size(),
        answers.size() - done.size(),
        done.stream().mapToLong(Answer::inputTokens).sum(),
        done.stream().mapToLong(Answer::outputTokens).sum(),
        goodput.isAsked() ? (int) done.stream().filter(goodput::isMetBy).count() : null,
        BusiestSecond.of(done),
        latencies);
  }

  @Nullable Double perSecond(@Nullable Number count) {
    return count == null || durationSeconds <= 0 ? null : count.doubleValue() / durationSeconds;
  }
}
