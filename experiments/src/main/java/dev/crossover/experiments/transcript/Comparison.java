package dev.crossover.experiments.transcript;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds where a run differs from what was recorded, in every field the recording has. */
final class Comparison {
  private static final String STEPS = "steps";

  private Comparison() {}

  /**
   * The first difference: rows in their order, then the totals.
   *
   * @param expected recorded outcome
   * @param found outcome in the same form
   */
  static Optional<Difference> first(JsonNode expected, JsonNode found) {
    JsonNode expectedRows = expected.get(STEPS);
    JsonNode foundRows = found.get(STEPS);
    int common = Math.min(expectedRows.size(), foundRows.size());
    for (int i = 0; i < common; i++) {
      JsonNode due = expectedRows.get(i);
      JsonNode is = foundRows.get(i);
      Optional<String> field = RowForm.differingField(due, is);
      if (field.isPresent()) {
        return Optional.of(new Difference(RowForm.step(due), field.get(), text(due), text(is)));
      }
    }
    if (expectedRows.size() != foundRows.size()) {
      return Optional.of(oneWithoutTheOther(expectedRows.get(common), foundRows.get(common)));
    }
    return inTotals("", expected, found);
  }

  private static Difference oneWithoutTheOther(@Nullable JsonNode due, @Nullable JsonNode is) {
    String step = due != null ? RowForm.step(due) : is != null ? RowForm.step(is) : "";
    return new Difference(step, "the number of steps", text(due), text(is));
  }

  /** What the recording has beside its steps; a null was not recorded. */
  private static Optional<Difference> inTotals(String path, JsonNode expected, JsonNode found) {
    for (String key : keys(expected)) {
      JsonNode due = expected.get(key);
      JsonNode is = found.get(key);
      if (key.equals(STEPS) || due.isNull() || due.equals(is)) {
        continue;
      }
      if (due.isObject() && is != null && is.isObject()) {
        Optional<Difference> inside = inTotals(path + key + ".", due, is);
        if (inside.isPresent()) {
          return inside;
        }
      } else {
        return Optional.of(new Difference("the end", path + key, text(due), text(is)));
      }
    }
    return Optional.empty();
  }

  private static Set<String> keys(JsonNode object) {
    Set<String> keys = new LinkedHashSet<>();
    for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
      keys.add(names.next());
    }
    return keys;
  }

  private static String text(@Nullable JsonNode node) {
    return node == null ? "nothing" : node.toString();
  }

  /**
   * Where two runs part.
   *
   * @param step the number of the call, or the end
   * @param field what differs
   * @param expected the recorded row or total, as the file has it
   * @param found the same of the engine
   */
  record Difference(String step, String field, String expected, String found) {
    /** On three lines, the two sides below each other. */
    String text(String file) {
      return file
          + ": differs at "
          + step
          + " in "
          + field
          + "\n  expected  "
          + expected
          + "\n  found     "
          + found
          + "\n";
    }
  }
}
