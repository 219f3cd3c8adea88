package dev.crossover.models.performance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** What vLLM's own functions (revision 017e9f4448 of 2026-08-17) computed for given inputs. */
final class VllmNumbers {
  private VllmNumbers() {}

  /** The cases of one kind. */
  static List<JsonNode> ofKind(String kind) {
    try (InputStream numbers = VllmNumbers.class.getResourceAsStream("/numbers.json")) {
      List<JsonNode> cases = new ArrayList<>();
      for (JsonNode number : new JsonMapper().readTree(numbers).get("cases")) {
        if (number.get("kind").asText().equals(kind)) {
          cases.add(number);
        }
      }
      return cases;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
