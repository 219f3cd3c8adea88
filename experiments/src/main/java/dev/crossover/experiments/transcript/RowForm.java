package dev.crossover.experiments.transcript;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crossover.engine.serving.FinishReason;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The forms in which recordings write what happened. */
enum RowForm {
  /** An object per step under {@code expected}, with the order of the queues; for short cases. */
  CASE {
    @Override
    Set<String> outcomeKeys() {
      return keys("steps", "total_steps", "preemptions", "final_free_blocks", "final_free_queue");
    }

    @Override
    void requireStep(Located step) {
      step.requireKeys(STEP_KEYS);
    }

    @Override
    ObjectNode outcome(Transcript transcript) {
      ObjectNode outcome = NODES.objectNode();
      ArrayNode steps = outcome.putArray("steps");
      transcript.rows().forEach(row -> steps.add(caseRow(row)));
      outcome.put("total_steps", transcript.rows().size());
      outcome.put("preemptions", transcript.preemptions());
      List<Integer> free = transcript.freeBlocks();
      outcome.put("final_free_blocks", free.size());
      if (free.size() > MAX_QUEUE) {
        outcome.putNull("final_free_queue");
      } else {
        free.forEach(outcome.putArray("final_free_queue")::add);
      }
      return outcome;
    }
  },

  /** A list per step, with a summary; for long traces. */
  TRACE {
    @Override
    Set<String> outcomeKeys() {
      return keys("summary", "final_free_queue_head", "steps");
    }

    @Override
    void requireStep(Located step) {
      int columns = step.elements().size();
      if (columns != COLUMNS.size() - 1 && columns != COLUMNS.size()) {
        throw step.wrong("does not have 8 or 9 columns", "Maybe it was cut off?");
      }
    }

    @Override
    ObjectNode outcome(Transcript transcript) {
      ObjectNode outcome = NODES.objectNode();
      outcome.set("summary", summary(transcript));
      ArrayNode head = outcome.putArray("final_free_queue_head");
      transcript.freeBlocks().stream().limit(MAX_HEAD).forEach(head::add);
      ArrayNode steps = outcome.putArray("steps");
      transcript.rows().forEach(row -> steps.add(traceRow(row)));
      return outcome;
    }
  };

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int MAX_QUEUE = 40;
  private static final int MAX_HEAD = 64;
  private static final Set<String> STEP_KEYS =
      keys(
          "k", "s", "run", "wait", "free", "pre", "adm", "acc", "fin", "running", "waiting", "spec",
          "aborted");
  private static final List<String> COLUMNS =
      List.of(
          "step",
          "scheduled",
          "running_after",
          "waiting_after",
          "free_blocks_after_schedule",
          "preempted",
          "admitted[id,cached]",
          "finished_by_this_batch",
          "spec_accepted[id,n]?");

  /** Orders that a recording may leave out. */
  private static final Set<String> QUEUES = keys("running", "waiting");

  /** The keys of an outcome, in the order of the files. */
  abstract Set<String> outcomeKeys();

  /** Refuses a recorded step that is not in this form. */
  abstract void requireStep(Located step);

  /** The outcome as this form writes it. */
  abstract ObjectNode outcome(Transcript transcript);

  /** Refuses a recorded outcome that is not in this form. */
  void requireOutcome(Located outcome) {
    outcome.requireKeys(outcomeKeys());
    outcome.get("steps").elements().forEach(this::requireStep);
  }

  private static Set<String> keys(String... keys) {
    return new LinkedHashSet<>(List.of(keys));
  }

  private static ObjectNode caseRow(Row row) {
    ObjectNode node = NODES.objectNode();
    node.put("k", row.k());
    node.set("s", counted(row.scheduled()));
    node.put("run", row.running().size());
    node.put("wait", row.waitingCount());
    node.put("free", row.freeBlocks());
    setUnlessEmpty(node, "pre", names(row.preempted()));
    setUnlessEmpty(node, "adm", counted(row.admitted()));
    setUnlessEmpty(node, "acc", counted(row.accepted()));
    setUnlessEmpty(node, "fin", ended(row.finished()));
    node.set("running", names(row.running()));
    node.set("waiting", names(row.waiting()));
    setUnlessEmpty(node, "spec", counted(row.drafts()));
    setUnlessEmpty(node, "aborted", names(row.aborted()));
    return node;
  }

  private static void setUnlessEmpty(ObjectNode node, String key, ArrayNode value) {
    if (!value.isEmpty()) {
      node.set(key, value);
    }
  }

  private static ArrayNode traceRow(Row row) {
    ArrayNode node = NODES.arrayNode();
    node.add(row.k());
    node.add(row.scheduled().stream().map(RowForm::word).collect(Collectors.joining(" ")));
    node.add(row.running().size());
    node.add(row.waitingCount());
    node.add(row.freeBlocks());
    node.add(names(row.preempted()));
    node.add(counted(row.admitted()));
    node.add(names(row.finished().stream().map(Row.Ended::id).toList()));
    if (!row.accepted().isEmpty()) {
      node.add(counted(row.accepted()));
    }
    return node;
  }

  private static String word(Row.Counted portion) {
    String id = portion.id().startsWith("r") ? portion.id().substring(1) : portion.id();
    return portion.tokens() == 1 ? id : id + ":" + portion.tokens();
  }

  private static ObjectNode summary(Transcript transcript) {
    ObjectNode summary = NODES.objectNode();
    summary.put("steps", transcript.rows().size());
    summary.put("scheduled_tokens", transcript.sum(Row::scheduledTokens));
    summary.put("preemptions", transcript.preemptions());
    summary.put("admissions", transcript.sum(row -> row.admitted().size()));
    summary.put(
        "cached_tokens",
        transcript.sum(row -> row.admitted().stream().mapToLong(Row.Counted::tokens).sum()));
    summary.put("finished", transcript.sum(row -> row.finished().size()));
    summary.put("length", transcript.sum(row -> count(row, FinishReason.LENGTH)));
    summary.put("stop", transcript.sum(row -> count(row, FinishReason.STOP)));
    List<Row> rows = transcript.rows();
    summary.put("min_free", rows.stream().mapToInt(Row::freeBlocks).min().orElse(0));
    summary.put("max_waiting", rows.stream().mapToInt(Row::waitingCount).max().orElse(0));
    summary.put("max_running", rows.stream().mapToInt(row -> row.running().size()).max().orElse(0));
    return summary;
  }

  private static long count(Row row, FinishReason reason) {
    return row.finished().stream().filter(ended -> ended.reason() == reason).count();
  }

  private static ArrayNode counted(List<Row.Counted> counts) {
    ArrayNode node = NODES.arrayNode();
    counts.forEach(count -> node.addArray().add(count.id()).add(count.tokens()));
    return node;
  }

  private static ArrayNode ended(List<Row.Ended> ends) {
    ArrayNode node = NODES.arrayNode();
    ends.forEach(end -> node.addArray().add(end.id()).add(end.reason().key()));
    return node;
  }

  private static ArrayNode names(List<String> names) {
    ArrayNode node = NODES.arrayNode();
    names.forEach(node::add);
    return node;
  }

  /** Which step a row of either form is, for messages. */
  static String step(JsonNode row) {
    return "step " + (row.isArray() ? row.get(0) : row.path("k"));
  }

  /** The first field in which two rows of one form differ; an absent one is empty. */
  static Optional<String> differingField(JsonNode expected, JsonNode found) {
    if (expected.isArray()) {
      for (int i = 0; i < COLUMNS.size(); i++) {
        if (!isSame(expected.get(i), found.get(i))) {
          return Optional.of(COLUMNS.get(i));
        }
      }
      return Optional.empty();
    }
    return STEP_KEYS.stream()
        .filter(key -> expected.has(key) || !QUEUES.contains(key))
        .filter(key -> !isSame(expected.get(key), found.get(key)))
        .findFirst();
  }

  private static boolean isSame(@Nullable JsonNode expected, @Nullable JsonNode found) {
    if (expected == null || found == null) {
      return isEmpty(expected) && isEmpty(found);
    }
    return expected.equals(found);
  }

  private static boolean isEmpty(@Nullable JsonNode node) {
    return node == null || (node.isArray() && node.isEmpty());
  }
}
