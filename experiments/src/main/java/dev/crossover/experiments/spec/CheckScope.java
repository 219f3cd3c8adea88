package dev.crossover.experiments.spec;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** A part of an experiment's tree that is checked against the catalogue and the other parts. */
final class CheckScope {
  private final YamlNode.Mapping mapping;
  private final Place place;
  private final String path;
  private final ProblemList problems;

  /**
   * @param mapping the part
   * @param place of its key
   * @param path of its key
   * @param problems where what is wrong is told
   */
  CheckScope(YamlNode.Mapping mapping, Place place, String path, ProblemList problems) {
    this.mapping = mapping;
    this.place = place;
    this.path = path;
    this.problems = problems;
  }

  YamlNode.Mapping mapping() {
    return mapping;
  }

  /** The part below a key, if it is a block of keys. */
  Optional<CheckScope> below(String key) {
    YamlNode.Entry entry = mapping.entries().get(key);
    return entry != null && entry.value() instanceof YamlNode.Mapping below
        ? Optional.of(new CheckScope(below, entry.place(), TreeReader.join(path, key), problems))
        : Optional.empty();
  }

  /** Tells that the value of a key is wrong, or its absence. */
  void tell(String key, String message) {
    YamlNode.Entry entry = mapping.entries().get(key);
    if (entry == null) {
      problems.add(place, path, message);
    } else {
      boolean single = entry.value() instanceof YamlNode.Scalar;
      Place at = single ? entry.value().place() : entry.place();
      problems.add(at, TreeReader.join(path, key), message);
    }
  }

  /** Looks a key's value up by name and tells what the look-up refuses. */
  <T> Optional<T> look(String key, Function<String, T> find) {
    String name = mapping.text(key);
    return name == null ? Optional.empty() : attempt(() -> find.apply(name), key);
  }

  /** Computes something and tells what is refused at the key that the message begins with. */
  <T> Optional<T> attempt(Supplier<T> computation, String otherwiseAt) {
    try {
      return Optional.of(computation.get());
    } catch (UserInputException e) {
      problems.addAll(e.problems());
    } catch (IllegalArgumentException e) {
      String message = Shown.line(String.valueOf(e.getMessage()));
      Problem located = Refusals.locate(message, mapping, place, path);
      if (located.path().equals(path)) {
        tell(otherwiseAt, message);
      } else {
        problems.addAll(List.of(located));
      }
    }
    return Optional.empty();
  }

  /** Tells of each single value in a key's list that is not one of the known names. */
  void requireKnown(String key, Collection<String> known, String what) {
    if (mapping.get(key) instanceof YamlNode.Sequence list) {
      for (YamlNode item : list.items()) {
        if (item instanceof YamlNode.Scalar scalar && !known.contains(scalar.text())) {
          problems.add(
              item.place(), TreeReader.join(path, key), unknown(scalar.text(), known, what));
        }
      }
    }
  }

  /** That a name is not one of the known, and which one may be meant. */
  static String unknown(String name, Collection<String> known, String what) {
    return "'" + Shown.value(name) + "' is not " + what + Advice.maybe(name, known);
  }
}
