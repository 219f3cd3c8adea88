package dev.crossover.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossover.experiments.plan.ExperimentPlan;
import dev.crossover.experiments.spec.UserInputException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimPathsTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fleet.cost.monthly_eur | strategies.fleet.cost has no 'monthly_eur'. Maybe monthly_usd?",
        "fleet.ttft.p99 | strategies.fleet has no 'ttft'. Maybe ttft_s?",
        "fleet.ttft_s.p98 | strategies.fleet.ttft_s has no 'p98'. Maybe p90?",
        "fleet.requests.reasons.late | strategies.fleet.requests.reasons has no 'late'."
            + " Maybe one of too_long, closed, over_rate_limit, retries_exhausted, timeout,"
            + " cancelled, deadline?",
        "fleet.cost.lines[GPU spot x].usd | strategies.fleet.cost.lines has no 'GPU spot x'."
            + " Maybe one of GPU on_demand aws/g5.xlarge, balancer, engineering?",
        "api.cost.lines[balancer].usd | strategies.api.cost.lines has no 'balancer'."
            + " Maybe one of API openai/gpt-4o-mini input, API openai/gpt-4o-mini output?",
        "both.routes.by_rule[queue_depth >= 2] | strategies.both.routes.by_rule has no"
            + " 'queue_depth >= 2'. Maybe queue_depth >= 1?",
        "fleet.slo.terms[ttft_p98].value | strategies.fleet.slo.terms has no 'ttft_p98'."
            + " Maybe ttft_p99?",
        "fleet.steps.total | strategies.fleet.steps has no 'total'."
            + " Maybe strategies.NAME.cost.monthly_usd?",
      })
  void aPathThatLeadsNowhereIsToldWithItsPlace(String path, String message) {
    String full = "strategies." + path;

    assertThatThrownBy(() -> load(full))
        .isInstanceOf(UserInputException.class)
        .hasMessageContaining("small.yaml:29:12: claims.x.value: leads nowhere: ")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({
    "api.utilization.busy, a hosted strategy has no utilization",
    "api.queue_s.p99, a hosted strategy has no queue_s",
    "fleet.hosted.retries, a vllm strategy has no hosted",
    "fleet.routes.primary, a vllm strategy has no routes"
  })
  void whatAKindOfStrategyNeverHasIsRefused(String path, String message) {
    assertThatThrownBy(() -> load("strategies." + path)).hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cost", "cost.lines", "name", "slo.met", "ci95", "ttft_s"})
  void whatIsNoNumberIsRefused(String path) {
    assertThatThrownBy(() -> load("strategies.fleet." + path))
        .hasMessageContaining("claims.x.value: is not a number but")
        .hasMessageContaining("(strategies.fleet." + path + "). Maybe");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fleet.cost.monthly_usd",
        "fleet.cost.lines[0].usd",
        "fleet.cost.lines[GPU on_demand aws/g5.xlarge].quantity",
        "fleet.cost.lines[engineering].usd",
        "fleet.cost.setup_lines[engineering set-up].usd",
        "both.cost.lines[API openai/gpt-4o-mini output].usd",
        "both.cost.lines[balancer].usd",
        "both.routes.by_rule[queue_depth >= 1]",
        "fleet.requests.reasons.timeout",
        "fleet.slo.terms[ttft_p99].worst_window",
        "fleet.slo.terms[success].value",
        "api.ttft_s.p99.9",
        "fleet.utilization.running_mean",
        "fleet.per_replication[0].values[cost.monthly_usd]"
      })
  void everyNumberOfTheResultsCanBeClaimed(String path) {
    ExperimentPlan plan = load("strategies." + path);

    assertThat(plan.points()).hasSize(1);
  }

  @Test
  void aReasonThatNeverOccurredCountsZero() throws Exception {
    ExperimentPlan plan = load("strategies.fleet.requests.reasons.timeout");

    ClaimResult claim =
        SmallExperiment.crossover().run(plan, RunOptions.of("test")).results().claims().get(0);

    assertThat(claim.found()).isEqualTo(0.0);
    assertThat(claim.verdict()).isEqualTo(Verdict.HOLDS);
  }

  @Test
  void aLineThatThisBillLacksLeavesTheClaimUndecided() throws Exception {
    ExperimentPlan plan = load("strategies.fleet.cost.lines[7].usd");

    ClaimResult claim =
        SmallExperiment.crossover().run(plan, RunOptions.of("test")).results().claims().get(0);

    assertThat(claim.found()).isNull();
    assertThat(claim.verdict()).isEqualTo(Verdict.UNDECIDED);
  }

  private ExperimentPlan load(String path) {
    String more =
        """
        slo: {ttft_p99: 1s}
        costs:
          engineering: {setup_hours: 1, monthly_hours: 1, hourly_usd: 1}
          monthly: [{item: balancer, usd: 16, strategies: [fleet, both]}]
        claims:
          - id: x
            says: y
            expect: 0
            within: 1%
            value: "PATH"
        """;
    return SmallExperiment.load(folder, SmallExperiment.yaml(more.replace("PATH", path)));
  }
}
