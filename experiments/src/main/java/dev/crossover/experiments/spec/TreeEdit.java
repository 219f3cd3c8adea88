package dev.crossover.experiments.spec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds and replaces values in a tree by path; elements of lists go by their name. */
final class TreeEdit {
  private static final List<String> NAME_KEYS = List.of("name", "id", "item");

  private TreeEdit() {}

  /** The value at a path, if there is one. */
  static Optional<YamlNode> find(YamlNode root, TreePath path) {
    YamlNode node = root;
    for (String segment : path.segments()) {
      if (node instanceof YamlNode.Mapping mapping) {
        node = mapping.get(segment);
      } else if (node instanceof YamlNode.Sequence list) {
        int index = indexOf(list, segment);
        node = index < 0 ? null : list.items().get(index);
      } else {
        node = null;
      }
    }
    return Optional.ofNullable(node);
  }

  /**
   * The tree with the value at a path replaced or, where its key is absent, added.
   *
   * @throws IllegalArgumentException with what exists when the path leads into a list element that
   *     does not exist or through a single value
   */
  static YamlNode.Mapping set(YamlNode.Mapping root, Setting setting) {
    return (YamlNode.Mapping) set(root, setting, 0);
  }

  private static YamlNode set(@Nullable YamlNode node, Setting setting, int depth) {
    TreePath path = setting.path();
    if (depth == path.segments().size()) {
      return setting.value();
    }
    if (node instanceof YamlNode.Refused) {
      return node;
    }
    String segment = path.segments().get(depth);
    if (node == null || node instanceof YamlNode.Mapping) {
      YamlNode.Mapping mapping =
          node instanceof YamlNode.Mapping given
              ? given
              : new YamlNode.Mapping(setting.place(), new LinkedHashMap<>());
      YamlNode.Entry old = mapping.entries().get(segment);
      YamlNode child = set(old == null ? null : old.value(), setting, depth + 1);
      boolean kept = depth < path.segments().size() - 1;
      Place place = old != null && kept ? old.place() : setting.place();
      return mapping.with(segment, new YamlNode.Entry(place, child));
    }
    if (node instanceof YamlNode.Sequence list) {
      int index = indexOf(list, segment);
      if (index < 0) {
        throw new IllegalArgumentException(noSuchElement(list, path, depth));
      }
      List<YamlNode> items = new ArrayList<>(list.items());
      items.set(index, set(items.get(index), setting, depth + 1));
      return new YamlNode.Sequence(list.place(), items);
    }
    throw new IllegalArgumentException(
        path.prefix(depth)
            + " is a single value, so it has no "
            + Shown.value(segment)
            + ". Maybe set "
            + path.prefix(depth)
            + " itself?");
  }

  private static String noSuchElement(YamlNode.Sequence list, TreePath path, int depth) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < list.items().size(); i++) {
      names.add(name(list.items().get(i)).orElse(String.valueOf(i)));
    }
    String wanted = path.segments().get(depth);
    return path.prefix(depth)
        + " has no '"
        + Shown.value(wanted)
        + "'"
        + Advice.maybe(wanted, names);
  }

  private static int indexOf(YamlNode.Sequence list, String segment) {
    for (int i = 0; i < list.items().size(); i++) {
      if (name(list.items().get(i)).filter(segment::equals).isPresent()) {
        return i;
      }
    }
    boolean number = segment.matches("[0-9]{1,4}");
    int index = number ? Integer.parseInt(segment) : -1;
    return index < list.items().size() ? index : -1;
  }

  /** What a list element is called by its name, id or item key. */
  static Optional<String> name(YamlNode item) {
    if (item instanceof YamlNode.Mapping mapping) {
      for (String key : NAME_KEYS) {
        String name = mapping.text(key);
        if (name != null) {
          return Optional.of(name);
        }
      }
    }
    return Optional.empty();
  }

  /**
   * The path of a list element in messages: by its name where that reads as a key, or by number.
   */
  static String itemPath(String listPath, YamlNode item, int index) {
    Optional<String> name = name(item).filter(text -> text.matches("[a-z0-9-]{1,60}"));
    return name.map(text -> TreeReader.join(listPath, text)).orElse(listPath + "[" + index + "]");
  }

  /** The same value with all of it at one place. */
  static YamlNode moved(YamlNode node, Place place) {
    if (node instanceof YamlNode.Scalar scalar) {
      return new YamlNode.Scalar(place, scalar.text(), scalar.plain());
    }
    if (node instanceof YamlNode.Sequence list) {
      return new YamlNode.Sequence(
          place, list.items().stream().map(item -> moved(item, place)).toList());
    }
    if (node instanceof YamlNode.Mapping mapping) {
      Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
      mapping
          .entries()
          .forEach((k, e) -> entries.put(k, new YamlNode.Entry(place, moved(e.value(), place))));
      return new YamlNode.Mapping(place, entries);
    }
    return new YamlNode.Refused(place);
  }
}
