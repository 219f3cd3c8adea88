package dev.crossover.experiments.transcript;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crossover.engine.units.NearestName;
import dev.crossover.experiments.spec.Problem;
import dev.crossover.experiments.spec.UserInputException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A JSON value with the place it was read from, so that every mistake in it can be told. */
record Located(String file, String path, JsonNode node) {
  private static final int MAX_SHOWN = 60;

  /** A key's value, which must be there. */
  Located get(String key) {
    return find(key).orElseThrow(() -> wrongAt(path, "has no '" + key + "'", "Maybe add it?"));
  }

  /** A key's value; a null counts as absent. */
  Optional<Located> find(String key) {
    JsonNode value = requireObject().get(key);
    return value == null || value.isNull()
        ? Optional.empty()
        : Optional.of(new Located(file, path.isEmpty() ? key : path + "." + key, value));
  }

  /** The elements of a list. */
  List<Located> elements() {
    if (!node.isArray()) {
      throw wrong("is not a list", "Maybe put it in brackets?");
    }
    List<Located> elements = new ArrayList<>();
    for (JsonNode element : node) {
      elements.add(new Located(file, path + "[" + elements.size() + "]", element));
    }
    return elements;
  }

  /** A list's element. */
  Located at(int index) {
    return elements().get(index);
  }

  /** Refuses a list of another length. */
  Located requireSize(int size, String form) {
    if (elements().size() != size) {
      throw wrong("does not have " + size + " elements", "Maybe " + form + "?");
    }
    return this;
  }

  /** Refuses keys that are not known. */
  Located requireKeys(Set<String> known) {
    for (Iterator<String> keys = requireObject().fieldNames(); keys.hasNext(); ) {
      String key = keys.next();
      if (!known.contains(key)) {
        throw unknown(key, NearestName.of(key, known));
      }
    }
    return this;
  }

  /** Refuses keys that look like known ones; others are notes of whoever recorded. */
  Located requireNoMisspelling(Set<String> known) {
    for (Iterator<String> keys = requireObject().fieldNames(); keys.hasNext(); ) {
      String key = keys.next();
      Optional<String> near = NearestName.of(key, known);
      if (!known.contains(key) && near.isPresent()) {
        throw unknown(key, near);
      }
    }
    return this;
  }

  List<Map.Entry<String, JsonNode>> entries() {
    return List.copyOf(requireObject().properties());
  }

  int integer(int from, int to) {
    if (!node.isIntegralNumber() || !node.canConvertToInt()) {
      throw wrong("is not a whole number", "Maybe a number from " + from + "?");
    }
    int value = node.intValue();
    if (value < from || value > to) {
      throw wrong("must be " + from + " to " + to, "Maybe " + Math.max(from, 1) + "?");
    }
    return value;
  }

  double number() {
    if (!node.isNumber()) {
      throw wrong("is not a number", "Maybe write it without quotes?");
    }
    return node.doubleValue();
  }

  boolean bool() {
    if (!node.isBoolean()) {
      throw wrong("is neither true nor false", "Maybe write it without quotes?");
    }
    return node.booleanValue();
  }

  String text() {
    if (!node.isTextual() || node.textValue().isEmpty()) {
      throw wrong("is not a text with something in it", "Maybe put it in quotes?");
    }
    return node.textValue();
  }

  private JsonNode requireObject() {
    if (!node.isObject()) {
      throw wrong("is not an object", "Maybe put it in braces?");
    }
    return node;
  }

  private UserInputException unknown(String key, Optional<String> near) {
    String place = path.isEmpty() ? key : path + "." + key;
    return wrongAt(
        place, "is not a known key", near.map(n -> "Maybe " + n + "?").orElse("Maybe remove it?"));
  }

  /** That the value is wrong; it is shown. */
  UserInputException wrong(String what, String advice) {
    String shown = node.toString();
    String cut = shown.length() > MAX_SHOWN ? shown.substring(0, MAX_SHOWN) + "..." : shown;
    return wrongAt(path, what + " (" + cut + ")", advice);
  }

  private UserInputException wrongAt(String place, String what, String advice) {
    return new UserInputException(new Problem(file, 0, 0, place, what + ". " + advice));
  }
}
