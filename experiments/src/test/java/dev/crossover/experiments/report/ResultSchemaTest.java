package dev.crossover.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultSchemaTest {
  @Test
  void theSampleFitsTheSchema() throws IOException {
    assertThat(ResultSchema.problems(sample())).isEmpty();
  }

  @Test
  void theSchemaRefusesWhatIsMissingMistypedOrOutOfRange() throws IOException {
    String good = sample();
    for (List<String> edit :
        List.of(
            List.of("\"seed\": 1,", ""),
            List.of("\"kind\": \"hosted\"", "\"kind\": \"cloud\""),
            List.of("\"arrived\": 1000", "\"arrived\": -1"),
            List.of("\"p99.9\": 2", "\"p999\": 2"),
            List.of("\"queue_s\": null,", ""),
            List.of("\"met\": false", "\"met\": 0"),
            List.of("[ 4000, 4200.5 ]", "[ 4000 ]"))) {
      String bad = good.replace(edit.get(0), edit.get(1));
      assertThat(bad).isNotEqualTo(good);
      assertThat(ResultSchema.problems(bad)).as(edit.toString()).isNotEmpty();
    }
  }

  /** The schema lets later keys pass; this walk does not, so none goes undescribed. */
  @Test
  void everyKeyThatIsWrittenIsInTheSchema() throws IOException {
    JsonNode schema = ResultSchema.tree();
    List<String> unknown = new ArrayList<>();
    JsonNode results = new JsonMapper().readTree(sample());
    collectUnknown(schema, schema, results, "$", unknown);
    assertThat(unknown).isEmpty();
    ((ObjectNode) results.at("/points/0/strategies/0/cost")).put("tip_usd", 1);
    collectUnknown(schema, schema, results, "$", unknown);
    assertThat(unknown).containsExactly("$.points.0.strategies.0.cost.tip_usd");
  }

  private static void collectUnknown(
      JsonNode root, JsonNode schema, JsonNode value, String path, List<String> unknown) {
    JsonNode resolved = resolved(root, schema);
    for (int i = 0; i < (value.isArray() ? value.size() : 0); i++) {
      collectUnknown(root, resolved.path("items"), value.get(i), path + "." + i, unknown);
    }
    for (String key : (Iterable<String>) value::fieldNames) {
      JsonNode known = resolved.path("properties").path(key);
      JsonNode kind = known.isMissingNode() ? resolved.path("additionalProperties") : known;
      if (kind.isMissingNode()) {
        unknown.add(path + "." + key);
      } else {
        collectUnknown(root, kind, value.get(key), path + "." + key, unknown);
      }
    }
  }

  private static JsonNode resolved(JsonNode root, JsonNode schema) {
    JsonNode named = schema.has("anyOf") ? schema.path("anyOf").get(0) : schema;
    return named.has("$ref") ? root.at(named.path("$ref").asText().substring(1)) : named;
  }

  private static String sample() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ResultJson.write(Samples.results(), out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
