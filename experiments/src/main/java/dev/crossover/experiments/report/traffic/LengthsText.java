package dev.crossover.experiments.report.traffic;

import dev.crossover.traffic.analysis.LengthSketch;
import dev.crossover.traffic.analysis.PairSample;
import dev.crossover.traffic.trace.RecordedLengths;
import java.util.Locale;

/** Prompt and output lengths as a small table. */
public final class LengthsText {
  private static final double WORTH_TELLING = 0.05;

  private LengthsText() {}

  /** All there is to say of lengths that were recorded without times. */
  public static String of(String name, RecordedLengths recorded) {
    LengthSketch prompts = new LengthSketch();
    LengthSketch outputs = new LengthSketch();
    PairSample pairs = new PairSample();
    recorded.forEach(
        (prompt, output) -> {
          prompts.add(prompt);
          outputs.add(output);
          pairs.add(prompt, output);
        });
    return String.format(
            Locale.ROOT, "%s\n%,d requests without times: lengths alone\n", name, prompts.count())
        + table(prompts, outputs, pairs.rankCorrelation());
  }

  /** Mean and quantiles, and how the two go together where they do. */
  static String table(LengthSketch prompts, LengthSketch outputs, double rankCorrelation) {
    String table =
        "tokens        mean      p50      p90      p99      max\n"
            + row("prompt", prompts)
            + row("output", outputs);
    return Math.abs(rankCorrelation) < WORTH_TELLING
        ? table
        : table
            + String.format(
                Locale.ROOT, "  rank correlation of prompt and output: %.2f\n", rankCorrelation);
  }

  private static String row(String name, LengthSketch lengths) {
    return String.format(
        Locale.ROOT,
        "  %-6s  %8.1f %8d %8d %8d %8d\n",
        name,
        lengths.mean(),
        lengths.quantile(0.5),
        lengths.quantile(0.9),
        lengths.quantile(0.99),
        lengths.quantile(1));
  }
}
