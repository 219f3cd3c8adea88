package dev.crossover.traffic.fit;

import dev.crossover.traffic.analysis.LengthSketch;
import dev.crossover.traffic.analysis.PrefixReuse;
import dev.crossover.traffic.analysis.TrafficSummary;
import java.util.ArrayList;
import java.util.List;

/**
 * How well generated traffic agrees with the recording that its profile was fitted to.
 *
 * @param replications how many stretches of the recording's span were generated
 * @param rows what was compared
 * @param promptDistance Kolmogorov-Smirnov distance of the prompt lengths
 * @param outputDistance the same of the output lengths
 */
public record FitQuality(
    int replications, List<Row> rows, double promptDistance, double outputDistance) {
  public FitQuality {
    rows = List.copyOf(rows);
  }

  /**
   * One figure of both.
   *
   * @param name as {@code idc 60s} or {@code cache hits 8M}
   * @param recorded of the recording
   * @param generated mean over the replications
   */
  public record Row(String name, double recorded, double generated) {
    /** Generated over recorded. */
    public double ratio() {
      return generated / recorded;
    }
  }

  /** The row of a name. */
  public Row row(String name) {
    return rows.stream()
        .filter(row -> row.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no figure is named " + name));
  }

  /** Adds up what is generated. */
  static final class Tally {
    private final TrafficSummary recorded;
    private final boolean content;
    private final List<Double> wanted;
    private final double[] sums;
    private final LengthSketch prompts = new LengthSketch();
    private final LengthSketch outputs = new LengthSketch();
    private int replications;

    Tally(TrafficSummary recorded) {
      this.recorded = recorded;
      this.content = recorded.shareable() > 0;
      this.wanted = figures(recorded, content);
      this.sums = new double[wanted.size()];
    }

    void add(TrafficSummary generated) {
      List<Double> figures = figures(generated, content);
      for (int i = 0; i < sums.length; i++) {
        sums[i] += figures.get(i);
      }
      prompts.addAll(generated.prompts());
      outputs.addAll(generated.outputs());
      replications++;
    }

    /** All prompts that were generated. */
    LengthSketch prompts() {
      return prompts;
    }

    FitQuality quality() {
      List<String> names = names(recorded, content);
      List<Row> rows = new ArrayList<>();
      for (int i = 0; i < sums.length; i++) {
        rows.add(new Row(names.get(i), wanted.get(i), sums[i] / replications));
      }
      return new FitQuality(
          replications,
          rows,
          prompts.distance(recorded.prompts()),
          outputs.distance(recorded.outputs()));
    }
  }

  private static List<String> names(TrafficSummary summary, boolean content) {
    List<String> names = new ArrayList<>();
    summary.windows().forEach(window -> names.add("idc " + seconds(window.widthNanos())));
    names.addAll(
        List.of(
            "requests",
            "gap cv",
            "busiest minute / mean",
            "prompt mean",
            "output mean",
            "rank correlation"));
    if (!content) {
      return names;
    }
    names.addAll(List.of("requests / session", "cache hits ideal"));
    for (PrefixReuse.LruShare share : summary.reuse().lru()) {
      names.add("cache hits " + share.cacheTokens() / 1_000_000 + "M");
    }
    return names;
  }

  private static List<Double> figures(TrafficSummary summary, boolean content) {
    List<Double> figures = new ArrayList<>();
    summary.windows().forEach(window -> figures.add(window.idc()));
    figures.add((double) summary.requests());
    figures.add(summary.gapCv());
    figures.add(summary.minutes().peakToMean());
    figures.add(summary.prompts().mean());
    figures.add(summary.outputs().mean());
    figures.add(summary.rankCorrelation());
    if (!content) {
      return figures;
    }
    figures.add(summary.sessions().meanTurns());
    figures.add(summary.reuse().ideal());
    summary.reuse().lru().forEach(share -> figures.add(share.share()));
    return figures;
  }

  private static String seconds(long nanos) {
    return nanos / 1_000_000_000L + "s";
  }
}
