package dev.crossover.experiments.spec;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Places what a record refuses: a message that starts with one of its keys belongs to that key. */
final class Refusals {
  private static final Pattern KEY_FIRST =
      Pattern.compile("([a-z][a-z0-9_]*(?:\\.[a-z0-9_]+)*) (.*)");
  private static final Pattern PREDICATE =
      Pattern.compile("(is|must|may|has|does|needs|exceeds|lies|holds|\\() ?.*|\\(.*");

  private Refusals() {}

  /** The key of the mapping that a message begins with, or null. */
  static @Nullable String key(String message, YamlNode.Mapping mapping) {
    Matcher matcher = KEY_FIRST.matcher(message);
    if (!matcher.matches()) {
      return null;
    }
    String first = matcher.group(1);
    int dot = first.indexOf('.');
    String key = dot < 0 ? first : first.substring(0, dot);
    return mapping.entries().containsKey(key) ? key : null;
  }

  /** The problem of a mapping whose record was refused with this message. */
  static Problem locate(String message, YamlNode.Mapping mapping, Place place, String path) {
    Matcher matcher = KEY_FIRST.matcher(message);
    if (!matcher.matches()) {
      return Problem.at(place, path, message);
    }
    String keyPath = path;
    YamlNode.Entry found = null;
    YamlNode.Mapping inside = mapping;
    for (String key : matcher.group(1).split("\\.", -1)) {
      found = inside == null ? null : inside.entries().get(key);
      if (found == null) {
        return Problem.at(place, path, message);
      }
      keyPath = TreeReader.join(keyPath, key);
      inside = found.value() instanceof YamlNode.Mapping nested ? nested : null;
    }
    String rest = matcher.group(2);
    if (found == null || !PREDICATE.matcher(rest).matches()) {
      return Problem.at(found == null ? place : found.place(), path, message);
    }
    // A profile is fine by itself: what is refused with overrides is told where they are. An
    // option is its own place.
    boolean isOption = found.place().line() == 0;
    boolean sameFile = isOption || found.place().file().equals(place.file());
    if (found.value() instanceof YamlNode.Scalar scalar) {
      String value = Shown.value(scalar.text());
      String first = "(" + value + ") ";
      String told =
          rest.startsWith(first)
              ? value + " " + rest.substring(first.length())
              : Shown.inMessage(rest, scalar.text());
      return Problem.at(sameFile ? scalar.place() : place, keyPath, told);
    }
    return Problem.at(sameFile ? found.place() : place, keyPath, rest);
  }
}
