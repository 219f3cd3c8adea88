package dev.crossover.experiments.report.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crossover.engine.metering.TokenBuckets;
import dev.crossover.traffic.arrival.RampUp;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Figures that vLLM's own functions computed, against ours. */
class RecordedNumbersTest {
  private static final double RELATIVE_ERROR = 1e-12;

  @ParameterizedTest
  @MethodSource("benchmarks")
  void everyFigureOfABenchmarkIsVllms(JsonNode recorded) {
    JsonNode expected = recorded.get("expected");
    Map<String, Object> result =
        BenchResult.of(
            new BenchSetup(1, "s", 0, 1, "m", null, null),
            answers(recorded.get("requests")),
            recorded.get("duration_s").asDouble(),
            goodput(recorded.get("goodput_ms")),
            BenchOptions.parse("ttft,tpot,itl,e2el", percentiles(recorded), false));
    same(result, "completed", expected.get("completed"));
    same(result, "failed", expected.get("failed"));
    same(result, "total_input_tokens", expected.get("total_input"));
    same(result, "total_output_tokens", expected.get("total_output"));
    same(result, "request_throughput", expected.get("request_throughput"));
    same(result, "output_throughput", expected.get("output_throughput"));
    same(result, "total_token_throughput", expected.get("total_token_throughput"));
    same(result, "max_output_tokens_per_s", expected.get("max_output_tokens_per_s"));
    same(result, "max_concurrent_requests", expected.get("max_concurrent_requests"));
    same(result, "rtfx", expected.get("rtfx"));
    if (recorded.get("goodput_ms").isEmpty()) {
      assertThat(result).containsEntry("request_goodput", null);
    } else {
      same(result, "request_goodput", expected.get("request_goodput"));
    }
    for (BenchMetric metric : BenchMetric.values()) {
      String suffix = "_" + metric.key() + "_ms";
      for (String statistic : List.of("mean", "median", "std")) {
        same(result, statistic + suffix, expected.get(statistic + suffix));
      }
      for (JsonNode pair : expected.get("percentiles" + suffix)) {
        String word = BenchOptions.word(pair.get(0).asDouble());
        same(result, "p" + word + suffix, pair.get(1));
      }
    }
  }

  @Test
  void theRateRampsUpByIndexAsVllms() throws IOException {
    List<JsonNode> ramps = ofKind("ramp-up");
    assertThat(ramps).hasSize(2);
    for (JsonNode ramp : ramps) {
      RampUp law = RampUp.valueOf(ramp.get("strategy").asText().toUpperCase(Locale.ROOT));
      int requests = ramp.get("total_requests").asInt();
      for (int i = 0; i < requests; i++) {
        double start = ramp.get("start_rps").asDouble();
        double end = ramp.get("end_rps").asDouble();
        double expected = ramp.get("expected").get(i).asDouble();
        assertThat(law.perSecond(start, end, i, requests))
            .as("%s %d", law, i)
            .isEqualTo(expected, within(expected * RELATIVE_ERROR));
      }
    }
  }

  @Test
  void tokenBucketsAreVllms() throws IOException {
    List<JsonNode> buckets = ofKind("buckets-1-2-5");
    assertThat(buckets).hasSize(3);
    for (JsonNode bucket : buckets) {
      long[] expected = new long[bucket.get("expected").size()];
      Arrays.setAll(expected, i -> bucket.get("expected").get(i).asLong());
      assertThat(TokenBuckets.upTo(bucket.get("max").asLong())).containsExactly(expected);
    }
    assertThat(TokenBuckets.upTo(Long.MAX_VALUE)).isSorted().endsWith(5_000_000_000_000_000_000L);
    assertThat(TokenBuckets.upTo(0)).isEmpty();
  }

  static List<JsonNode> benchmarks() throws IOException {
    List<JsonNode> benchmarks = ofKind("bench-metrics");
    assertThat(benchmarks).hasSize(4);
    return benchmarks;
  }

  private static List<JsonNode> ofKind(String kind) throws IOException {
    try (InputStream in =
        RecordedNumbersTest.class.getResourceAsStream("/conformance/numbers.json")) {
      List<JsonNode> cases = new ArrayList<>();
      for (JsonNode entry : new ObjectMapper().readTree(in).get("cases")) {
        if (entry.get("kind").asText().equals(kind)) {
          cases.add(entry);
        }
      }
      return cases;
    }
  }

  private static List<Answer> answers(JsonNode requests) {
    List<Answer> answers = new ArrayList<>();
    for (JsonNode request : requests) {
      double[] gaps = new double[request.get("itl").size()];
      for (int i = 0; i < gaps.length; i++) {
        gaps[i] = request.get("itl").get(i).asDouble();
      }
      double ttft = request.get("ttft").asDouble();
      answers.add(
          new Answer(
              request.get("start").asDouble(),
              ttft,
              gaps,
              ttft + Arrays.stream(gaps).sum(),
              request.get("in").asInt(),
              request.get("out").asInt(),
              request.path("ok").asBoolean(true)));
    }
    return answers;
  }

  private static Goodput goodput(JsonNode bounds) {
    return new Goodput(
        bounds.has("ttft") ? bounds.get("ttft").asDouble() : null,
        bounds.has("tpot") ? bounds.get("tpot").asDouble() : null,
        bounds.has("e2el") ? bounds.get("e2el").asDouble() : null);
  }

  private static String percentiles(JsonNode recorded) {
    List<String> percentiles = new ArrayList<>();
    recorded.get("percentiles").forEach(percent -> percentiles.add(percent.asText()));
    return String.join(",", percentiles);
  }

  private static void same(Map<String, Object> result, String key, JsonNode expected) {
    double value = ((Number) result.get(key)).doubleValue();
    double due = expected.asDouble();
    assertThat(value).as(key).isEqualTo(due, within(Math.abs(due) * RELATIVE_ERROR));
  }
}
