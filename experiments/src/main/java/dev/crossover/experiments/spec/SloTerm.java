package dev.crossover.experiments.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A latency figure that a limit is set on: {@code ttft_p99}, {@code itl_mean}.
 *
 * @param metric which latency
 * @param statistic which figure of its distribution
 */
public record SloTerm(Metric metric, Statistic statistic) {
  /** The latencies of a request. */
  public enum Metric {
    TTFT,
    TPOT,
    ITL,
    E2E,
    QUEUE
  }

  /** The figures of a distribution, by the names of the results. */
  public enum Statistic {
    MEAN("mean"),
    P50("p50"),
    P90("p90"),
    P95("p95"),
    P99("p99"),
    P99_9("p99.9");

    private final String key;

    Statistic(String key) {
      this.key = key;
    }

    /** As the results name it: {@code p99.9}. */
    public String key() {
      return key;
    }
  }

  private static final List<SloTerm> ALL = all();

  /** All terms there are. */
  public static List<String> names() {
    return ALL.stream().map(SloTerm::toString).toList();
  }

  /**
   * The term of a name.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static SloTerm valueOf(String name) {
    return ALL.stream()
        .filter(term -> term.toString().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("is not a term. Maybe ttft_p99"));
  }

  private static List<SloTerm> all() {
    List<SloTerm> all = new ArrayList<>();
    for (Metric metric : Metric.values()) {
      for (Statistic statistic : Statistic.values()) {
        all.add(new SloTerm(metric, statistic));
      }
    }
    return all;
  }

  /** The name as written: {@code ttft_p99.9}. */
  @Override
  public String toString() {
    return metric.name().toLowerCase(Locale.ROOT) + "_" + statistic.key();
  }
}
