package dev.crossover.engine.serving;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads recordings of the real vLLM scheduler, in both formats. */
final class ConformanceReader {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double NANOS_PER_SECOND = 1e9;

  private ConformanceReader() {}

  /** All recordings below a folder, by path. */
  static List<ConformanceCase> below(Path folder) throws IOException {
    List<ConformanceCase> cases = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".json")).sorted().toList()) {
        JsonNode json = JSON.readTree(file.toFile());
        if (json.isObject() && json.has("requests")) {
          cases.add(read(json));
        }
      }
    }
    return cases;
  }

  private static ConformanceCase read(JsonNode json) {
    boolean brief = !json.has("expected");
    JsonNode expected = json.path("expected");
    List<StepwiseRun.Request> requests = requests(json.get("requests"));
    Set<String> names =
        requests.stream().map(StepwiseRun.Request::name).collect(Collectors.toSet());
    List<StepLog.Row> steps = new ArrayList<>();
    for (JsonNode step : brief ? json.get("steps") : expected.get("steps")) {
      steps.add(brief ? RecordedRow.brief(step, names) : RecordedRow.full(step));
    }
    JsonNode profile = json.at("/config/profile");
    EngineArgs args = args(json.get("config"));
    return new ConformanceCase(
        json.get("id").asText() + (profile.isMissingNode() ? "" : " " + profile.asText()),
        args,
        requests,
        aborts(json.path("aborts_before_step")),
        brief,
        steps,
        (brief ? json.get("summary") : expected).get("preemptions").asInt(),
        // A trace ends with nobody left.
        brief ? args.usableBlocks() : expected.get("final_free_blocks").asInt(),
        numbers(brief ? json.get("final_free_queue_head") : expected.get("final_free_queue")));
  }

  private static EngineArgs args(JsonNode config) {
    return EngineArgs.builder()
        .maxNumSeqs(config.get("max_num_seqs").asInt())
        .maxNumBatchedTokens(config.get("max_num_batched_tokens").asInt())
        .maxModelLen(config.get("max_model_len").asInt())
        .blockSize(config.get("block_size").asInt())
        .numBlocks(config.get("num_blocks").asInt())
        .enableChunkedPrefill(config.get("enable_chunked_prefill").asBoolean())
        .longPrefillTokenThreshold(config.get("long_prefill_token_threshold").asInt())
        .policy(
            config.get("policy").asText().equals("priority")
                ? SchedulingPolicy.PRIORITY
                : SchedulingPolicy.FCFS)
        .asyncScheduling(config.get("async_scheduling").asBoolean())
        .enablePrefixCaching(config.get("enable_prefix_caching").asBoolean())
        .numSpeculativeTokens(config.get("num_speculative_tokens").asInt())
        .numLookaheadTokens(config.path("num_lookahead_tokens").asInt())
        .slidingWindow(config.get("sliding_window").asInt())
        .maxLoras(config.path("max_loras").asInt())
        .rules(rules(config))
        .build();
  }

  private static EngineRules rules(JsonNode config) {
    VllmVersion version =
        config.path("profile").asText().equals("2026-03")
            ? VllmVersion.V2026_03
            : VllmVersion.V2026_08;
    return version
        .rules()
        .withReserveFullIsl(config.get("scheduler_reserve_full_isl").asBoolean())
        .withWatermark(config.get("watermark").asDouble());
  }

  private static List<StepwiseRun.Request> requests(JsonNode nodes) {
    Map<String, Long> streams = new HashMap<>();
    Map<String, Long> salts = new HashMap<>();
    List<String> idsInOrder = new ArrayList<>();
    nodes.forEach(node -> idsInOrder.add(node.get("id").asText()));
    idsInOrder.sort(null);
    List<StepwiseRun.Request> requests = new ArrayList<>();
    for (JsonNode node : nodes) {
      String id = node.get("id").asText();
      EngineRequest request =
          new EngineRequest().plain(requests.size(), 1, node.get("max_tokens").asInt(), true);
      request.content = content(node.get("prompt"), streams);
      request.promptTokens = request.content.tokens();
      request.outputStream = number(streams, "o:" + id);
      request.outputTokens = node.path("out").asInt(EngineRequest.NEVER_STOPS);
      request.priority = node.path("priority").asInt();
      request.arrivalNanos = Math.round(node.path("arrival_time").asDouble() * NANOS_PER_SECOND);
      // vLLM compares the ids of requests of equal priority and arrival, as text.
      request.sequence = idsInOrder.indexOf(id);
      request.cacheSalt =
          node.has("cache_salt") ? number(salts, node.get("cache_salt").asText()) : 0;
      request.lora = node.path("lora").asInt();
      request.acceptance = acceptance(node.path("accept"));
      requests.add(new StepwiseRun.Request(id, node.path("arrive_step").asInt(), request));
    }
    return requests;
  }

  private static TokenContent content(JsonNode prompt, Map<String, Long> streams) {
    int parts = prompt.size();
    long[] stream = new long[parts];
    int[] offset = new int[parts];
    int[] length = new int[parts];
    for (int i = 0; i < parts; i++) {
      stream[i] = number(streams, prompt.get(i).get(0).asText());
      offset[i] = prompt.get(i).get(1).asInt();
      length[i] = prompt.get(i).get(2).asInt();
    }
    return TokenContent.of(stream, offset, length);
  }

  private static DraftAcceptance acceptance(JsonNode pattern) {
    List<Integer> accepted = numbers(pattern);
    return accepted.isEmpty()
        ? DraftAcceptance.NONE
        : (verification, outputIndex) -> accepted.get(verification % accepted.size());
  }

  private static Map<Long, List<String>> aborts(JsonNode nodes) {
    Map<Long, List<String>> aborts = new HashMap<>();
    for (Iterator<String> calls = nodes.fieldNames(); calls.hasNext(); ) {
      String call = calls.next();
      aborts.put(Long.valueOf(call), RecordedRow.names(nodes.get(call)));
    }
    return aborts;
  }

  private static List<Integer> numbers(JsonNode nodes) {
    List<Integer> numbers = new ArrayList<>();
    nodes.forEach(node -> numbers.add(node.asInt()));
    return numbers;
  }

  /** From 1, in order of first mention. */
  private static long number(Map<String, Long> numbers, String name) {
    return numbers.computeIfAbsent(name, key -> numbers.size() + 1L);
  }
}
