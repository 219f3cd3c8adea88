package dev.crossover.experiments.report.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A benchmark under the keys of vLLM's result file, in their order: setup, traffic, result, one
 * block per metric. What a simulation does not have, such as a date, is null.
 */
public final class BenchResult {
  private static final String BACKEND = "crossover";
  private static final double MILLIS = 1000;

  private final Map<String, @Nullable Object> entries = new LinkedHashMap<>();

  private BenchResult() {}

  /**
   * Computes all figures.
   *
   * @param answers every measured request, in the order of their arrival
   * @param durationSeconds from the start of sending to the last completion
   */
  public static Map<String, @Nullable Object> of(
      BenchSetup setup,
      List<Answer> answers,
      double durationSeconds,
      Goodput goodput,
      BenchOptions options) {
    BenchResult result = new BenchResult();
    result.setup(setup, answers.size());
    BenchFigures figures = BenchFigures.of(answers, durationSeconds, goodput);
    result.figures(figures);
    if (options.detailed()) {
      result.details(answers);
    }
    for (BenchMetric metric : BenchMetric.values()) {
      if (options.metrics().contains(metric)) {
        result.latency(metric, figures, options.percentiles());
      }
    }
    return result.entries;
  }

  private void setup(BenchSetup setup, int requests) {
    entries.put("date", null);
    entries.put("endpoint_type", BACKEND);
    entries.put("backend", BACKEND);
    entries.put("label", setup.strategy());
    entries.put("model_id", setup.model());
    entries.put("tokenizer_id", setup.model());
    entries.put("num_prompts", requests);
    entries.put("point", setup.point());
    entries.put("strategy", setup.strategy());
    entries.put("replication", setup.replication());
    entries.put("seed", setup.seed());
    entries.put("request_rate", setup.requestsPerSecond());
    entries.put("burstiness", finite(setup.burstiness()));
    entries.put("max_concurrency", null);
  }

  private void figures(BenchFigures figures) {
    entries.put("duration", figures.durationSeconds());
    entries.put("completed", figures.completed());
    entries.put("failed", figures.failed());
    entries.put("total_input_tokens", figures.inputTokens());
    entries.put("total_output_tokens", figures.outputTokens());
    entries.put("request_throughput", figures.perSecond(figures.completed()));
    entries.put("request_goodput", figures.perSecond(figures.goodRequests()));
    entries.put("output_throughput", figures.perSecond(figures.outputTokens()));
    entries.put(
        "total_token_throughput",
        figures.perSecond(figures.inputTokens() + figures.outputTokens()));
    entries.put("max_output_tokens_per_s", (double) figures.peaks().chunks());
    entries.put("max_concurrent_requests", figures.peaks().requests());
    entries.put("rtfx", 0.0); // vLLM's, of audio
  }

  private void details(List<Answer> answers) {
    entries.put("input_lens", answers.stream().map(Answer::inputTokens).toList());
    entries.put(
        "output_lens", answers.stream().map(a -> a.completed() ? a.outputTokens() : 0).toList());
    entries.put("ttfts", answers.stream().map(a -> a.completed() ? a.ttftSeconds() : 0).toList());
    entries.put("itls", answers.stream().map(a -> a.itlSeconds().boxed().toList()).toList());
    entries.put("start_times", answers.stream().map(Answer::startSeconds).toList());
    entries.put("generated_texts", null);
    entries.put("errors", answers.stream().map(a -> a.completed() ? "" : "failed").toList());
  }

  private void latency(BenchMetric metric, BenchFigures figures, List<Double> percentiles) {
    Distribution seconds = figures.latencies().get(metric);
    if (seconds == null) {
      throw new IllegalStateException("no samples were kept of " + metric);
    }
    String suffix = "_" + metric.key() + "_ms";
    boolean none = seconds.isEmpty();
    entries.put("mean" + suffix, none ? null : seconds.mean() * MILLIS);
    entries.put("median" + suffix, none ? null : seconds.median() * MILLIS);
    entries.put("std" + suffix, none ? null : seconds.std() * MILLIS);
    for (double percent : percentiles) {
      entries.put(
          "p" + BenchOptions.word(percent) + suffix,
          none ? null : seconds.percentile(percent) * MILLIS);
    }
  }

  /** JSON has no infinity; vLLM's own word for it is inf. */
  private static @Nullable Object finite(@Nullable Double value) {
    return value != null && value.isInfinite() ? "inf" : value;
  }
}
