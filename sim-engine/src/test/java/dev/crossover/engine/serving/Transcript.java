package dev.crossover.engine.serving;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Runs every engine on a case in words and draws its steps: {@code A+32} was given 32 tokens,
 * {@code A16+1} one more than 16 found in the cache, {@code A+1.} finished with them, {@code B!}
 * was preempted, {@code -} nobody was given anything.
 */
final class Transcript {
  private Transcript() {}

  /**
   * @param engine {@code key=value} words: blocks (usable ones), block_size, seqs, budget, len,
   *     chunked, gate, threshold, async, by_priority, caching, drafts, lookahead, drops (the last
   *     block of a hit), window, loras, watermark (percent), pads, asks (for lookahead at
   *     admission)
   * @param steps schedule calls to draw
   * @param requests a name and {@code key=value} words each: prompt, out, at (a step), stop (the
   *     token that ends it), priority, text (that its prompt begins), lora, accept (drafts)
   */
  static String of(String engine, int steps, String... requests) {
    List<StepwiseRun.Request> parsed = new ArrayList<>();
    for (String request : requests) {
      Map<String, Integer> words = words(request);
      parsed.add(
          new StepwiseRun.Request(
              request.substring(0, request.indexOf(' ')),
              words.getOrDefault("at", 0),
              request(parsed.size(), words)));
    }
    String expected = draw(EngineKind.REFERENCE, args(engine), parsed, steps);
    for (EngineKind kind : List.of(EngineKind.STEPPING)) {
      String drawn = draw(kind, args(engine), parsed, steps);
      if (!drawn.equals(expected)) {
        throw new AssertionError(kind + " drew\n" + drawn + "but the reference\n" + expected);
      }
    }
    return expected;
  }

  private static EngineRequest request(int tag, Map<String, Integer> words) {
    int prompt = words.get("prompt");
    EngineRequest request = PlainEngine.request(tag, prompt, words.get("out"), true);
    request.outputTokens = words.getOrDefault("stop", EngineRequest.NEVER_STOPS);
    request.priority = words.getOrDefault("priority", 0);
    request.lora = words.getOrDefault("lora", 0);
    int accepted = words.getOrDefault("accept", 0);
    request.acceptance = (verification, outputIndex) -> accepted;
    if (words.containsKey("text")) {
      request.content = TokenContent.of(words.get("text"), prompt);
    }
    return request;
  }

  private static EngineArgs args(String engine) {
    Map<String, Integer> words = words(engine);
    boolean byPriority = words.getOrDefault("by_priority", 0) == 1;
    return PlainEngine.args(
            words.getOrDefault("seqs", 8),
            words.getOrDefault("budget", 8192),
            words.getOrDefault("len", 8192),
            words.getOrDefault("block_size", 16),
            words.getOrDefault("blocks", 100) + 1,
            words.getOrDefault("chunked", 1) == 1,
            words.getOrDefault("gate", 1) == 1,
            words.getOrDefault("threshold", 0))
        .toBuilder()
        .asyncScheduling(words.getOrDefault("async", 0) == 1)
        .policy(byPriority ? SchedulingPolicy.PRIORITY : SchedulingPolicy.FCFS)
        .enablePrefixCaching(words.getOrDefault("caching", 0) == 1)
        .numSpeculativeTokens(words.getOrDefault("drafts", 0))
        .numLookaheadTokens(words.getOrDefault("lookahead", 0))
        .dropsLastHitBlock(words.getOrDefault("drops", 0) == 1)
        .slidingWindow(words.getOrDefault("window", 0))
        .maxLoras(words.getOrDefault("loras", 0))
        .rules(rules(words))
        .build();
  }

  private static EngineRules rules(Map<String, Integer> words) {
    return new EngineRules(
        words.getOrDefault("gate", 1) == 1,
        words.getOrDefault("watermark", 0) / 100.0,
        true,
        words.getOrDefault("pads", 1) == 1,
        words.getOrDefault("asks", 1) == 1);
  }

  private static Map<String, Integer> words(String text) {
    Map<String, Integer> words = new LinkedHashMap<>();
    for (String word : text.split(" ")) {
      int equals = word.indexOf('=');
      if (equals > 0) {
        words.put(word.substring(0, equals), Integer.valueOf(word.substring(equals + 1)));
      }
    }
    return words;
  }

  private static String draw(
      EngineKind kind, EngineArgs args, List<StepwiseRun.Request> requests, int steps) {
    List<StepLog.Row> rows = StepwiseRun.run(kind, args, requests, steps).rows();
    return draw(rows.subList(0, Math.min(steps, rows.size())));
  }

  private static String draw(List<StepLog.Row> rows) {
    int width = rows.stream().mapToInt(row -> batch(row).length()).max().orElse(0);
    StringBuilder text = new StringBuilder();
    for (StepLog.Row row : rows) {
      text.append(
          String.format(
              Locale.ROOT,
              "step %d  %-" + width + "s  free %d\n",
              row.k(),
              batch(row),
              row.free()));
    }
    return text.toString();
  }

  private static String batch(StepLog.Row row) {
    List<String> cells = new ArrayList<>();
    for (StepLog.Tokens portion : row.scheduled()) {
      String end =
          row.finished().stream().anyMatch(e -> e.name().equals(portion.name())) ? "." : "";
      cells.add(portion.name() + cached(row, portion.name()) + "+" + portion.tokens() + end);
    }
    row.preempted().forEach(name -> cells.add(name + "!"));
    return cells.isEmpty() ? "-" : String.join(" ", cells);
  }

  private static String cached(StepLog.Row row, String name) {
    return row.admitted().stream()
        .filter(admission -> admission.name().equals(name) && admission.tokens() > 0)
        .map(admission -> Integer.toString(admission.tokens()))
        .findFirst()
        .orElse("");
  }
}
