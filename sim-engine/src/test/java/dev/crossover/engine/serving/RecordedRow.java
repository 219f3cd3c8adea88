package dev.crossover.engine.serving;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads what a recording says of one schedule call; what is left out is empty. */
final class RecordedRow {
  private RecordedRow() {}

  /** An object, as in the behavioural cases. */
  static StepLog.Row full(JsonNode step) {
    List<StepLog.End> finished = new ArrayList<>();
    for (JsonNode end : step.path("fin")) {
      finished.add(new StepLog.End(end.get(0).asText(), end.get(1).asText()));
    }
    return new StepLog.Row(
        step.get("k").asLong(),
        tokens(step.path("s")),
        tokens(step.path("spec")),
        step.get("run").asInt(),
        step.get("wait").asInt(),
        step.get("free").asInt(),
        names(step.path("pre")),
        tokens(step.path("adm")),
        names(step.path("aborted")),
        tokens(step.path("acc")),
        finished,
        names(step.get("running")),
        names(step.get("waiting")));
  }

  /**
   * An array, as in the long traces: {@code "7:5 8"} is 5 tokens for r7 and one for r8: a leading r
   * is cut.
   */
  static StepLog.Row brief(JsonNode step, Set<String> names) {
    List<StepLog.Tokens> scheduled = new ArrayList<>();
    for (String word : step.get(1).asText().split(" ")) {
      String[] parts = word.split(":");
      int tokens = parts.length == 1 ? 1 : Integer.parseInt(parts[1]);
      if (!word.isEmpty()) {
        boolean cut = names.contains("r" + parts[0]);
        scheduled.add(new StepLog.Tokens((cut ? "r" : "") + parts[0], tokens));
      }
    }
    return new StepLog.Row(
        step.get(0).asLong(),
        scheduled,
        List.of(),
        step.get(2).asInt(),
        step.get(3).asInt(),
        step.get(4).asInt(),
        names(step.get(5)),
        tokens(step.get(6)),
        List.of(),
        tokens(step.path(8)),
        names(step.get(7)).stream().map(name -> new StepLog.End(name, "")).toList(),
        List.of(),
        List.of());
  }

  static List<String> names(JsonNode nodes) {
    List<String> names = new ArrayList<>();
    nodes.forEach(node -> names.add(node.asText()));
    return names;
  }

  private static List<StepLog.Tokens> tokens(JsonNode pairs) {
    List<StepLog.Tokens> tokens = new ArrayList<>();
    for (JsonNode pair : pairs) {
      tokens.add(new StepLog.Tokens(pair.get(0).asText(), pair.get(1).asInt()));
    }
    return tokens;
  }
}
