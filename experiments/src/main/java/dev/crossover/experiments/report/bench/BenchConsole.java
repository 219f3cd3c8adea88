package dev.crossover.experiments.report.bench;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The block that {@code vllm bench serve} prints, from the entries of its result file. */
public final class BenchConsole {
  private static final int WIDTH = 50;

  private final Map<String, ? extends @Nullable Object> entries;
  private final StringBuilder text = new StringBuilder();

  private BenchConsole(Map<String, ? extends @Nullable Object> entries) {
    this.entries = entries;
  }

  /** The block, with its last line. */
  public static String text(Map<String, ? extends @Nullable Object> entries) {
    BenchConsole console = new BenchConsole(entries);
    console.rule(" Serving Benchmark Result ", '=');
    console.totals();
    for (BenchMetric metric : BenchMetric.values()) {
      if (entries.containsKey("mean_" + metric.key() + "_ms")) {
        console.rule(metric.header(), '-');
        console.latency(metric);
      }
    }
    console.rule("", '=');
    return console.text.toString();
  }

  private void totals() {
    line("Successful requests:", "completed", false);
    line("Failed requests:", "failed", false);
    if (entries.get("max_concurrency") != null) {
      line("Maximum request concurrency:", "max_concurrency", false);
    }
    if (entries.get("request_rate") instanceof Number) {
      line("Request rate configured (RPS):", "request_rate", true);
    }
    line("Benchmark duration (s):", "duration", true);
    line("Total input tokens:", "total_input_tokens", false);
    line("Total generated tokens:", "total_output_tokens", false);
    line("Request throughput (req/s):", "request_throughput", true);
    if (entries.get("request_goodput") != null) {
      line("Request goodput (req/s):", "request_goodput", true);
    }
    line("Output token throughput (tok/s):", "output_throughput", true);
    line("Peak output token throughput (tok/s):", "max_output_tokens_per_s", true);
    line("Peak concurrent requests:", "max_concurrent_requests", true);
    line("Total token throughput (tok/s):", "total_token_throughput", true);
  }

  private void latency(BenchMetric metric) {
    String name = metric.name();
    String suffix = "_" + metric.key() + "_ms";
    line("Mean " + name + " (ms):", "mean" + suffix, true);
    line("Median " + name + " (ms):", "median" + suffix, true);
    for (String key : entries.keySet()) {
      if (key.startsWith("p") && key.endsWith(suffix)) {
        String percent = key.substring(1, key.length() - suffix.length());
        line("P" + percent + " " + name + " (ms):", key, true);
      }
    }
  }

  private void line(String label, String key, boolean decimals) {
    Object value = entries.get(key);
    String shown = "-";
    if (value instanceof Number number) {
      shown =
          decimals
              ? String.format(Locale.ROOT, "%.2f", number.doubleValue())
              : Long.toString(number.longValue());
    }
    text.append(String.format(Locale.ROOT, "%-40s %-10s\n", label, shown));
  }

  /** A title in the middle of a line of one character. */
  private void rule(String title, char with) {
    int left = (WIDTH - title.length()) / 2;
    String line = String.valueOf(with);
    text.append(line.repeat(left))
        .append(title)
        .append(line.repeat(WIDTH - left - title.length()))
        .append('\n');
  }
}
