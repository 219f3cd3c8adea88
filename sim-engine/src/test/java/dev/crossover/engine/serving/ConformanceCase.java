package dev.crossover.engine.serving;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the real vLLM scheduler did on a case: a behavioural case or a long trace. */
record ConformanceCase(
    String id,
    EngineArgs args,
    List<StepwiseRun.Request> requests,
    List<StepLog.Row> steps,
    int preemptions) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The cases below a folder that are within what the engine models, by path. */
  static List<ConformanceCase> below(Path folder) throws IOException {
    List<ConformanceCase> cases = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".json")).sorted().toList()) {
        JsonNode json = JSON.readTree(file.toFile());
        if (json.isObject() && json.has("requests") && isCovered(json)) {
          cases.add(read(json));
        }
      }
    }
    return cases;
  }

  /** Synchronous, FCFS, no prefix caching, and nothing that needs a content or a plug-in. */
  private static boolean isCovered(JsonNode json) {
    JsonNode config = json.get("config");
    boolean plain =
        !config.get("async_scheduling").asBoolean()
            && config.get("policy").asText().equals("fcfs")
            && !config.get("enable_prefix_caching").asBoolean()
            && config.get("watermark").asDouble() == 0
            && config.get("sliding_window").isNull()
            && config.get("num_speculative_tokens").asInt() == 0
            && config.path("num_lookahead_tokens").asInt() == 0
            && !config.has("max_loras")
            && !json.has("aborts_before_step");
    for (JsonNode request : json.get("requests")) {
      plain &= !request.has("out") && !request.has("lora");
    }
    return plain;
  }

  private static ConformanceCase read(JsonNode json) {
    JsonNode expected = json.path("expected");
    List<StepLog.Row> steps = new ArrayList<>();
    for (JsonNode step : expected.isMissingNode() ? json.get("steps") : expected.get("steps")) {
      steps.add(step.isArray() ? traceRow(step) : caseRow(step));
    }
    JsonNode preemptions =
        expected.isMissingNode() ? json.at("/summary/preemptions") : expected.get("preemptions");
    return new ConformanceCase(
        json.get("id").asText() + json.at("/config/profile").asText(),
        args(json.get("config")),
        requests(json.get("requests")),
        steps,
        preemptions.asInt());
  }

  private static EngineArgs args(JsonNode config) {
    return PlainEngine.args(
        config.get("max_num_seqs").asInt(),
        config.get("max_num_batched_tokens").asInt(),
        config.get("max_model_len").asInt(),
        config.get("block_size").asInt(),
        config.get("num_blocks").asInt(),
        config.get("enable_chunked_prefill").asBoolean(),
        config.get("scheduler_reserve_full_isl").asBoolean(),
        config.get("long_prefill_token_threshold").asInt());
  }

  private static List<StepwiseRun.Request> requests(JsonNode nodes) {
    List<StepwiseRun.Request> requests = new ArrayList<>();
    for (JsonNode node : nodes) {
      int promptTokens = 0;
      for (JsonNode part : node.get("prompt")) {
        promptTokens += part.get(2).asInt();
      }
      requests.add(
          new StepwiseRun.Request(
              node.get("id").asText(),
              node.path("arrive_step").asInt(),
              promptTokens,
              node.get("max_tokens").asInt()));
    }
    return requests;
  }

  private static StepLog.Row caseRow(JsonNode step) {
    List<StepLog.Portion> scheduled = new ArrayList<>();
    for (JsonNode portion : step.path("s")) {
      scheduled.add(new StepLog.Portion(portion.get(0).asText(), portion.get(1).asInt()));
    }
    return new StepLog.Row(
        step.get("k").asLong(),
        scheduled,
        step.get("run").asInt(),
        step.get("wait").asInt(),
        step.get("free").asInt(),
        names(step.path("pre")),
        names(step.path("adm")),
        names(step.path("fin")));
  }

  private static StepLog.Row traceRow(JsonNode step) {
    List<StepLog.Portion> scheduled = new ArrayList<>();
    for (String word : step.get(1).asText().split(" ")) {
      String[] parts = word.split(":");
      int tokens = parts.length == 1 ? 1 : Integer.parseInt(parts[1]);
      scheduled.add(new StepLog.Portion("r" + parts[0], tokens));
    }
    return new StepLog.Row(
        step.get(0).asLong(),
        scheduled,
        step.get(2).asInt(),
        step.get(3).asInt(),
        step.get(4).asInt(),
        names(step.get(5)),
        names(step.get(6)),
        names(step.get(7)));
  }

  /** Bare names, or the first elements of pairs. */
  private static List<String> names(JsonNode nodes) {
    List<String> names = new ArrayList<>();
    for (JsonNode node : nodes) {
      names.add(node.isArray() ? node.get(0).asText() : node.asText());
    }
    return names;
  }

  @Override
  public String toString() {
    return id;
  }
}
