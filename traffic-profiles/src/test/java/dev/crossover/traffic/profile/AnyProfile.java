package dev.crossover.traffic.profile;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Profiles of every kind, as YAML, as small as they can be to show what they show. */
final class AnyProfile {
  /** What every profile here is read for: two days, for batches begin once a day. */
  static final String HORIZON = "2d";

  /** No think time here is longer. */
  static final long LONGEST_THINK_NANOS = 600_000_000_000L;

  private AnyProfile() {}

  /** A profile without classes, or of up to four. */
  static Arbitrary<String> yaml() {
    return Arbitraries.oneOf(sole(), classes(), shares());
  }

  private static Arbitrary<String> sole() {
    return Arbitraries.oneOf(
        joined(rate(), requests(), session()),
        joined(users(), requests(), session()),
        joined(Arbitraries.oneOf(concurrency(), jobs()), requests()));
  }

  private static Arbitrary<String> classes() {
    return sole().list().ofMinSize(1).ofMaxSize(4).map(all -> "classes:\n" + listed(all));
  }

  /** Shares of one rate, beside loops and jobs. */
  private static Arbitrary<String> shares() {
    Arbitrary<String> weight =
        Arbitraries.integers().between(1, 9).map(share -> "weight: " + share + "\n");
    Arbitrary<String> share =
        Arbitraries.oneOf(
            weight,
            joined(weight, requests()),
            joined(weight, session()),
            users(),
            concurrency(),
            jobs());
    return Combinators.combine(
            joined(rate(), requests(), session()), weight, share.list().ofMaxSize(3))
        .as((profile, first, others) -> profile + "classes:\n" + listed(with(first, others)));
  }

  private static List<String> with(String one, List<String> others) {
    List<String> all = new ArrayList<>(List.of(one));
    all.addAll(others);
    return all;
  }

  private static String listed(List<String> classes) {
    StringBuilder yaml = new StringBuilder();
    for (int i = 0; i < classes.size(); i++) {
      yaml.append("  - name: class ").append(i).append('\n').append(classes.get(i).indent(4));
    }
    return yaml.toString();
  }

  private static Arbitrary<String> rate() {
    return joined(
        Arbitraries.of("rate: 20/day\n", "rate: 90/day\n", "rate: 200/day\n"),
        Arbitraries.of(
            "",
            "arrival: {process: constant}\n",
            "arrival: {process: gamma, cv: 3}\n",
            "arrival: {process: weibull, shape: 0.6}\n"),
        Arbitraries.of("", "seasonality: {preset: azure-code-2024}\n"),
        Arbitraries.of(
            "",
            "modulation: [{kind: lognormal, cv: 0.8, correlation_time: 30min}]\n",
            "modulation: [{kind: on_off, mean_on: 1h, mean_off: 20min},"
                + " {kind: lognormal, cv: 0.1, correlation_time: 2h}]\n"),
        Arbitraries.of(
            "", "stages: [{duration: 6h, target: 2, ramp: linear}, {duration: 9h, target: 0.5}]\n"),
        Arbitraries.of(
            "",
            "spikes: [{at: day 1 10:00, multiplier: 20, ramp_up: 5min, hold: 10min, decay: 1h,"
                + " every: 1d}]\n"));
  }

  private static Arbitrary<String> users() {
    return loop(
        "users",
        Arbitraries.of(
            "",
            ", think_time: 90s",
            ", think_time: {distribution: lognormal, p50: 20s, sigma: 2}"));
  }

  private static Arbitrary<String> concurrency() {
    return loop("concurrency", Arbitraries.just(""));
  }

  /** What answers bring is bounded, or instant answers would bring more without end. */
  private static Arbitrary<String> loop(String kind, Arbitrary<String> thinkTime) {
    return Combinators.combine(
            Arbitraries.integers().between(1, 70),
            Arbitraries.integers().between(1, 250),
            Arbitraries.of("", ", ramp_up: 40min"),
            thinkTime)
        .as(
            (clients, requests, rampUp, think) ->
                "closed_loop: {"
                    + kind
                    + ": "
                    + clients
                    + ", requests: "
                    + requests
                    + rampUp
                    + think
                    + "}\n");
  }

  private static Arbitrary<String> jobs() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 120),
            Arbitraries.of("00:00", "03:20", "23:59"),
            Arbitraries.of("", ", max_concurrency: 1", ", max_concurrency: 7"),
            Arbitraries.of("", ", deadline: 1s", ", deadline: 5min", ", deadline: 30h"))
        .as(
            (requests, at, places, deadline) ->
                "batch: {requests: "
                    + requests
                    + ", at: \""
                    + at
                    + "\""
                    + places
                    + deadline
                    + "}\n");
  }

  private static Arbitrary<String> requests() {
    return joined(
        Arbitraries.of(
            "prompt: 1\n",
            "prompt: 40\n",
            "prompt: {distribution: lognormal, p50: 60, sigma: 1.5}\n",
            "prompt: {quantiles: {p0: 1, p50: 35, p90: 700, p100: 3000}}\n"),
        Arbitraries.of(
            "output: 1\n",
            "output: {distribution: geometric, mean: 20}\n",
            "output: {distribution: pareto, shape: 1.2, scale: 5, max: 4000}\nmax_tokens: 300\n"),
        Arbitraries.of("", "correlation: 0.4\n"),
        Arbitraries.of("", "compress_prompt: 0.4\n", "reasoning: 0.5\n", "reasoning: 1\n"),
        Arbitraries.of(
            "",
            "prefix: {tokens: 30, groups: 5, popularity: {zipf: 1}}\n",
            "prefix: {choices: [{tokens: 7, weight: 3}, {tokens: 2k}]}\n"),
        Arbitraries.of(
            "",
            "cancel: {probability: 0.3, after: 10s}\n",
            "cancel: {probability: 0.5, after: {distribution: exponential, mean: 2min}}\n"),
        Arbitraries.of(
            "",
            "priority: high\n",
            "cache_similar: {hit_rate: 0.3, ttl: 12h}\n",
            "swap_model: {share: 0.6, model: small}\nmodel: large\n"));
  }

  private static Arbitrary<String> session() {
    Arbitrary<String> block =
        Combinators.combine(
                Arbitraries.of(
                    "turns: 1",
                    "turns: 3",
                    "turns: {distribution: geometric, mean: 2}",
                    "continue_probability: [0.6, 0.2]",
                    "continue_probability: [1, 0.5, 0.7]"),
                Arbitraries.of(
                    "think_time: 0s",
                    "think_time: {distribution: lognormal, p50: 30s, sigma: 1, max: 10min}"),
                Arbitraries.of("", ", context: none", ", max_context: 90", ", max_context: 3k"),
                Arbitraries.of("", ", new_tokens: 5"),
                Arbitraries.of("", ", on_failure: retry"))
            .as(
                (turns, think, context, added, failure) ->
                    "session: {" + turns + ", " + think + context + added + failure + "}\n");
    return Arbitraries.oneOf(Arbitraries.just(""), block);
  }

  @SafeVarargs
  private static Arbitrary<String> joined(Arbitrary<String>... parts) {
    Arbitrary<String> all = Arbitraries.just("");
    for (Arbitrary<String> part : parts) {
      all = Combinators.combine(all, part).as(String::concat);
    }
    return all;
  }
}
