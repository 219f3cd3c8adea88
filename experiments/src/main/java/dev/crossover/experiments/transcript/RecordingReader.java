package dev.crossover.experiments.transcript;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crossover.engine.serving.EngineArgs;
import dev.crossover.engine.serving.VllmVersion;
import dev.crossover.experiments.spec.Problem;
import dev.crossover.experiments.spec.UserInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads recordings of both forms strictly: what is not understood is refused, not passed over. */
final class RecordingReader {
  private static final Set<String> KEYS =
      Set.of(
          "id",
          "what",
          "source",
          "origin",
          "verified",
          "columns",
          "scheduled_encoding",
          "config",
          "requests",
          "aborts_before_step",
          "expected",
          "summary",
          "final_free_queue_head",
          "steps");
  private static final long MAX_BYTES = 256L << 20;
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final @Nullable VllmVersion chosen;

  /**
   * @param chosen whose rules apply whatever a file says, or null for the file's own
   */
  RecordingReader(@Nullable VllmVersion chosen) {
    this.chosen = chosen;
  }

  /**
   * Reads a file.
   *
   * @throws UserInputException at the first mistake in it
   */
  Recording read(Path path) {
    String file = path.toString();
    Located top = new Located(file, "", tree(path)).requireNoMisspelling(KEYS);
    EngineArgs args = new ConfigReader(top.get("config"), chosen).read();
    RequestReader requestReader = new RequestReader(args);
    List<RecordedRequest> requests = requestReader.read(top.get("requests").elements());
    RowForm form = top.find("steps").isPresent() ? RowForm.TRACE : RowForm.CASE;
    return new Recording(
        file,
        top.get("id").text(),
        form,
        args,
        requests,
        aborts(top, requestReader),
        form == RowForm.TRACE ? traceOutcome(top) : caseOutcome(top));
  }

  private static JsonNode tree(Path path) {
    String file = path.toString();
    if (Files.isDirectory(path)) {
      throw wrong(file, "is a folder. Maybe " + path.resolve("*.json") + "?");
    }
    if (!Files.isRegularFile(path)) {
      throw wrong(file, "there is no such file. Maybe check its name?");
    }
    try {
      if (Files.size(path) > MAX_BYTES) {
        throw wrong(file, "is too large (limit 256 MiB). Maybe it is another file?");
      }
      JsonNode tree = JSON.readTree(Files.readAllBytes(path));
      if (tree == null || tree.isMissingNode()) {
        throw wrong(file, "is empty. Maybe it is another file?");
      }
      return tree;
    } catch (JsonProcessingException e) {
      String what = e.getOriginalMessage().replaceAll("\\s+", " ");
      throw new UserInputException(
          new Problem(
              file,
              e.getLocation() == null ? 1 : e.getLocation().getLineNr(),
              e.getLocation() == null ? 1 : e.getLocation().getColumnNr(),
              "",
              "is not JSON: " + what + ". Maybe it was cut off?"));
    } catch (IOException e) {
      throw wrong(file, "cannot be read (" + e.getMessage() + "). Maybe check its permissions?");
    }
  }

  private static SortedMap<Integer, List<Integer>> aborts(Located top, RequestReader requests) {
    SortedMap<Integer, List<Integer>> aborts = new TreeMap<>();
    Located node = top.find("aborts_before_step").orElse(null);
    if (node == null) {
      return aborts;
    }
    for (Map.Entry<String, JsonNode> entry : node.entries()) {
      Located ids = node.get(entry.getKey());
      List<Integer> tags = new ArrayList<>();
      ids.elements().forEach(id -> tags.add(requests.tag(id)));
      try {
        aborts.put(Integer.parseUnsignedInt(entry.getKey()), tags);
      } catch (NumberFormatException e) {
        throw ids.wrong("is not under the number of a step", "Maybe \"3\"?");
      }
    }
    return aborts;
  }

  private static @Nullable JsonNode caseOutcome(Located top) {
    Located expected = top.find("expected").orElse(null);
    if (expected == null) {
      return null;
    }
    RowForm.CASE.requireOutcome(expected);
    return expected.node();
  }

  /** The keys that a trace has at its top, as one object. */
  private static JsonNode traceOutcome(Located top) {
    ObjectNode outcome = JsonNodeFactory.instance.objectNode();
    for (String key : RowForm.TRACE.outcomeKeys()) {
      top.find(key).ifPresent(found -> outcome.set(key, found.node()));
    }
    RowForm.TRACE.requireOutcome(new Located(top.file(), "", outcome));
    return outcome;
  }

  private static UserInputException wrong(String file, String message) {
    return new UserInputException(new Problem(file, 0, 0, "", message));
  }
}
