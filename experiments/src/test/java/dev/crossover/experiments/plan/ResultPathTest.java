package dev.crossover.experiments.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossover.experiments.spec.TreePath;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ResultPathTest {
  private static final Map<String, Object> POINT = point();

  @Test
  void elementsOfListsGoByName() {
    assertThat(number("strategies.self-hosted.cost.lines[GPU on_demand aws/g5.12xlarge].usd"))
        .isEqualByComparingTo("8167.68");
    assertThat(number("strategies.self-hosted.slo.terms[ttft_p99.9].limit"))
        .isEqualByComparingTo("2");
    assertThat(number("strategies[0].cost.lines[1].usd")).isEqualByComparingTo("16");
  }

  @Test
  void thePercentilesDotIsPartOfItsName() {
    assertThat(number("strategies.self-hosted.ttft_s.p99.9")).isEqualByComparingTo("1.25");
    assertThat(TreePath.valueOf("slo.ttft_p99.9").segments()).containsExactly("slo", "ttft_p99.9");
  }

  @Test
  void theQuantityIsThePathWithoutTheStrategy() {
    assertThat(path("strategies.self-hosted.ttft_s.p99.9").quantity()).isEqualTo("ttft_s.p99.9");
    assertThat(path("strategies.a.cost.lines[GPU on_demand aws/g5.12xlarge].usd").quantity())
        .isEqualTo("cost.lines[GPU on_demand aws/g5.12xlarge].usd");
  }

  @Test
  void errorsSayWhatThereIs() {
    assertThatThrownBy(() -> number("strategies.self-hosted.costs.monthly_usd"))
        .hasMessage(
            "strategies.self-hosted has no 'costs'. Maybe cost? There are name, cost, slo, ttft_s,"
                + " hosted");
    assertThatThrownBy(() -> number("strategies.other.cost"))
        .hasMessage("strategies has no 'other'. Maybe one of self-hosted?");
    assertThatThrownBy(() -> number("strategies.self-hosted.cost"))
        .hasMessage(
            "strategies.self-hosted.cost is not a number but a part with values below. Maybe one"
                + " of monthly_usd, lines?");
    assertThatThrownBy(() -> number("strategies.self-hosted.hosted"))
        .hasMessage("strategies.self-hosted.hosted is null: this strategy has no such quantity");
    assertThatThrownBy(() -> number("strategies.self-hosted.name.first"))
        .hasMessage("strategies.self-hosted.name has no 'first'. Maybe the path is too long?");
  }

  @Test
  void aPathIsKeysWithDotsBetween() {
    for (String bad : List.of("", ".", "a.", ".a", "a..b", "a[b", "a]b", "a[]", "a[b]c", "a.[b]")) {
      assertThatThrownBy(() -> TreePath.valueOf(bad))
          .as(bad)
          .isInstanceOf(IllegalArgumentException.class);
    }
    for (String good : List.of("a", "a.b", "a[b.c].d", "p4d.x", "quantiles.p99.9", "a[b][c]")) {
      assertThat(TreePath.valueOf(TreePath.valueOf(good).toString()))
          .isEqualTo(TreePath.valueOf(good));
    }
    assertThat(TreePath.valueOf("p4d.24xlarge").segments()).containsExactly("p4d", "24xlarge");
  }

  private static BigDecimal number(String path) {
    return path(path).number(POINT);
  }

  private static ResultPath path(String path) {
    return new ResultPath(TreePath.valueOf(path));
  }

  private static Map<String, Object> point() {
    Map<String, Object> strategy = new LinkedHashMap<>();
    strategy.put("name", "self-hosted");
    Map<String, Object> cost = new LinkedHashMap<>();
    cost.put("monthly_usd", new BigDecimal("8183.68"));
    cost.put(
        "lines",
        List.of(
            Map.of("item", "GPU on_demand aws/g5.12xlarge", "usd", new BigDecimal("8167.68")),
            Map.of("item", "load balancer", "usd", 16)));
    strategy.put("cost", cost);
    strategy.put("slo", Map.of("terms", List.of(Map.of("term", "ttft_p99.9", "limit", 2.0))));
    strategy.put("ttft_s", Map.of("p99", 0.5, "p99.9", 1.25));
    strategy.put("hosted", null);
    return Map.of("strategies", List.of(strategy));
  }
}
