package dev.crossover.experiments.transcript;

import dev.crossover.engine.serving.DraftAcceptance;
import dev.crossover.engine.serving.EngineArgs;
import dev.crossover.engine.serving.EngineRequest;
import dev.crossover.engine.serving.TokenContent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a recording's {@code requests}. Streams and salts become numbers, in the order in which
 * they are met.
 */
final class RequestReader {
  private static final Set<String> KEYS =
      Set.of(
          "id",
          "arrive_step",
          "prompt",
          "max_tokens",
          "out",
          "priority",
          "arrival_time",
          "cache_salt",
          "lora",
          "accept");
  private static final String OUTPUT = "o:";
  private static final double MAX_SECONDS = 9e9;

  private final EngineArgs args;
  private final Map<String, Long> streams = new HashMap<>();
  private final Map<String, Long> salts = new HashMap<>();
  private final Map<String, Integer> tags = new HashMap<>();

  RequestReader(EngineArgs args) {
    this.args = args;
  }

  /** All requests, in the order of the file. */
  List<RecordedRequest> read(List<Located> nodes) {
    for (Located node : nodes) {
      Located id = node.requireKeys(KEYS).get("id");
      if (tags.putIfAbsent(id.text(), tags.size()) != null) {
        throw id.wrong("is the id of another request too", "Maybe rename one of them?");
      }
    }
    List<String> ranked = tags.keySet().stream().sorted().toList();
    Map<String, Integer> ranks = new HashMap<>();
    ranked.forEach(id -> ranks.put(id, ranks.size()));
    List<RecordedRequest> requests = new ArrayList<>();
    for (Located node : nodes) {
      String id = node.get("id").text();
      EngineRequest request = request(node, id);
      // Equal priority and arrival: the request id decides, as text.
      request.sequence = ranks.getOrDefault(id, 0);
      requests.add(new RecordedRequest(id, orElse(node, "arrive_step", 0, 0), request));
    }
    return requests;
  }

  /** The place of a request that must be known. */
  int tag(Located id) {
    Integer tag = tags.get(id.text());
    if (tag == null) {
      throw id.wrong("is not the id of a request", "Maybe check its spelling?");
    }
    return tag;
  }

  private EngineRequest request(Located node, String id) {
    EngineRequest request = new EngineRequest();
    Located prompt = node.get("prompt");
    request.content = content(prompt);
    request.promptTokens = request.content.tokens();
    if (request.promptTokens >= args.maxModelLen()) {
      throw prompt.wrong(
          "has %d tokens, max_model_len %d leaves room for %d"
              .formatted(request.promptTokens, args.maxModelLen(), args.maxModelLen() - 1),
          "Maybe shorten it?");
    }
    request.tag = tags.getOrDefault(id, 0);
    request.maxTokens = node.get("max_tokens").integer(1, Integer.MAX_VALUE - 1);
    request.outputTokens = orElse(node, "out", 1, EngineRequest.NEVER_STOPS);
    request.measured = false;
    request.priority = orElse(node, "priority", Integer.MIN_VALUE, 0);
    request.arrivalNanos = node.find("arrival_time").map(RequestReader::nanos).orElse(0L);
    request.outputStream = number(streams, OUTPUT + id);
    request.cacheSalt = node.find("cache_salt").map(s -> number(salts, s.text())).orElse(0L);
    request.lora = orElse(node, "lora", 1, 0);
    request.acceptance =
        node.find("accept").map(RequestReader::pattern).orElse(DraftAcceptance.NONE);
    return request;
  }

  private TokenContent content(Located prompt) {
    List<Located> parts = prompt.elements();
    if (parts.isEmpty()) {
      throw prompt.wrong("is empty", "Maybe [[\"a\", 0, 10]]?");
    }
    long[] names = new long[parts.size()];
    int[] offsets = new int[parts.size()];
    int[] lengths = new int[parts.size()];
    long tokens = 0;
    for (int i = 0; i < parts.size(); i++) {
      Located part = parts.get(i).requireSize(3, "[stream, offset, length]");
      names[i] = stream(part.at(0));
      offsets[i] = part.at(1).integer(0, Integer.MAX_VALUE);
      lengths[i] = part.at(2).integer(1, Integer.MAX_VALUE);
      tokens += lengths[i];
      if (tokens > Integer.MAX_VALUE || (long) offsets[i] + lengths[i] > Integer.MAX_VALUE) {
        throw part.wrong("reaches beyond every stream", "Maybe a smaller number?");
      }
    }
    return TokenContent.of(names, offsets, lengths);
  }

  /** A stream of its own name, or the output of a request. */
  private long stream(Located name) {
    String text = name.text();
    if (text.startsWith(OUTPUT) && !tags.containsKey(text.substring(OUTPUT.length()))) {
      throw name.wrong("is the output of no request", "Maybe o:<id> with a known id?");
    }
    return number(streams, text);
  }

  private static long number(Map<String, Long> names, String name) {
    return names.computeIfAbsent(name, n -> names.size() + 1L);
  }

  private static long nanos(Located time) {
    double seconds = time.number();
    if (!(Math.abs(seconds) <= MAX_SECONDS)) {
      throw time.wrong("is not a time in seconds", "Maybe a smaller number?");
    }
    return Math.round(seconds * 1e9);
  }

  private static DraftAcceptance pattern(Located accept) {
    int[] pattern =
        accept.elements().stream().mapToInt(n -> n.integer(0, Integer.MAX_VALUE)).toArray();
    if (pattern.length == 0) {
      throw accept.wrong("is empty", "Maybe [0]?");
    }
    return (verification, outputIndex) -> pattern[verification % pattern.length];
  }

  private static int orElse(Located node, String key, int from, int otherwise) {
    return node.find(key).map(found -> found.integer(from, Integer.MAX_VALUE)).orElse(otherwise);
  }
}
