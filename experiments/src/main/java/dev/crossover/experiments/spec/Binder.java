package dev.crossover.experiments.spec;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns a tree into records and tells everything that does not fit, each with its place.
 *
 * <p>A record is written as a mapping with a key per component, in snake_case; a component
 * annotated {@code @Nullable} may be absent. A type with a static {@code valueOf(String)} is
 * written as a single value; a record with it, as either, unless it is a quantity. A record with
 * {@code choices} may be written as their list alone. Enums are lower-case. Lists, maps by string,
 * and {@link YamlNode} for what is read later, complete the types. What a {@code valueOf} or a
 * record's constructor refuses by IllegalArgumentException becomes a problem at its place. A binder
 * of data types alone would stop at the first.
 */
final class Binder {
  private static final Object FAILED = new Object();
  private static final String MERGE = "<<";
  private static final String CHOICES = "choices";

  private final ProblemList problems;
  private final IdentityHashMap<YamlNode, Object> boundByNode = new IdentityHashMap<>();

  Binder(ProblemList problems) {
    this.problems = problems;
  }

  /** The node as a type, or empty after the reason has been told. */
  <T> Optional<T> bind(YamlNode node, Class<T> type, Place place, String path) {
    Object value = value(node, type, place, path);
    return value == FAILED ? Optional.empty() : Optional.of(type.cast(value));
  }

  /** What a node of the tree was bound to, though something around it may have failed. */
  <T> Optional<T> boundAt(@Nullable YamlNode node, Class<T> type) {
    Object value = node == null ? null : boundByNode.get(node);
    return type.isInstance(value) ? Optional.of(type.cast(value)) : Optional.empty();
  }

  private Object value(YamlNode node, Type type, Place place, String path) {
    if (node instanceof YamlNode.Refused) {
      return FAILED;
    }
    if (type == YamlNode.class) {
      return node;
    }
    if (node instanceof YamlNode.Scalar scalar && scalar.isNull()) {
      return fail(place, path, "has no value. Maybe give one, or remove the key?");
    }
    Object value;
    if (type instanceof ParameterizedType generic) {
      value =
          generic.getRawType() == List.class ? list(node, generic, path) : map(node, generic, path);
    } else {
      value = single(node, (Class<?>) type, place, path);
    }
    if (value != FAILED) {
      boundByNode.put(node, value);
    }
    return value;
  }

  private Object single(YamlNode node, Class<?> type, Place place, String path) {
    if (node instanceof YamlNode.Scalar scalar && ScalarTypes.takesScalar(type)) {
      try {
        return ScalarTypes.parse(type, scalar.text());
      } catch (IllegalArgumentException e) {
        return fail(node.place(), path, Shown.inMessage(message(e), scalar.text()));
      }
    }
    if (node instanceof YamlNode.Mapping mapping && ScalarTypes.takesMapping(type)) {
      return record(mapping, type, place, path);
    }
    if (node instanceof YamlNode.Sequence
        && ScalarTypes.takesMapping(type)
        && RecordShape.of(type).has(CHOICES)) {
      Map<String, YamlNode.Entry> choices = Map.of(CHOICES, new YamlNode.Entry(node.place(), node));
      return record(new YamlNode.Mapping(node.place(), choices), type, place, path);
    }
    return fail(
        node.place(),
        path,
        "must be " + expected(type, node) + ", not " + kind(node) + advice(type));
  }

  private static String advice(Class<?> type) {
    return ScalarTypes.takesMapping(type) ? ". Maybe put keys in { }?" : ". Maybe pick one?";
  }

  private Object record(YamlNode.Mapping mapping, Class<?> type, Place place, String path) {
    RecordShape shape = RecordShape.of(type);
    boolean failed =
        mapping.entries().containsKey(MERGE) || tellUnknownKeys(mapping, type, shape, path);
    Probe probe = new Probe(shape, mapping, place, path);
    for (int i = 0; i < shape.keys().size(); i++) {
      RecordShape.Key key = shape.keys().get(i);
      Object component =
          shape.gathersOthers(i)
              ? map(others(mapping, shape), (ParameterizedType) key.type(), path)
              : component(mapping, key, place, path);
      if (component == FAILED) {
        probe.failed(i);
        failed = true;
      } else {
        probe.bound(i, component);
      }
    }
    List<Problem> refusals = probe.refusals(failed);
    problems.addAll(refusals);
    return failed || !refusals.isEmpty() ? FAILED : probe.record();
  }

  private @Nullable Object component(
      YamlNode.Mapping mapping, RecordShape.Key key, Place place, String path) {
    YamlNode.Entry entry = mapping.entries().get(key.name());
    if (entry != null) {
      Place at =
          entry.value() instanceof YamlNode.Scalar scalar && !scalar.isNull()
              ? entry.value().place()
              : entry.place();
      return value(entry.value(), key.type(), at, TreeReader.join(path, key.name()));
    }
    if (key.optional()) {
      return null;
    }
    return mapping.entries().containsKey(MERGE)
        ? FAILED
        : fail(place, path, key.name() + " is missing. Maybe add it?");
  }

  private boolean tellUnknownKeys(
      YamlNode.Mapping mapping, Class<?> type, RecordShape shape, String path) {
    boolean any = false;
    for (Map.Entry<String, YamlNode.Entry> entry : mapping.entries().entrySet()) {
      String key = entry.getKey();
      if (!shape.has(key)) {
        any = true;
        problems.add(
            entry.getValue().place(), TreeReader.join(path, key), unknown(key, type, shape));
      }
    }
    return any;
  }

  private static String unknown(String key, Class<?> type, RecordShape shape) {
    String later = LaterKeys.advice(type, key);
    if (later != null) {
      return "is not supported yet. Maybe " + later + "?";
    }
    return "unknown key" + Advice.maybe(key, shape.names());
  }

  private static YamlNode.Mapping others(YamlNode.Mapping mapping, RecordShape shape) {
    Map<String, YamlNode.Entry> others = new LinkedHashMap<>(mapping.entries());
    others.keySet().retainAll(shape.otherNames());
    return new YamlNode.Mapping(mapping.place(), others);
  }

  private Object list(YamlNode node, ParameterizedType type, String path) {
    if (!(node instanceof YamlNode.Sequence sequence)) {
      return fail(
          node.place(), path, "must be a list, not " + kind(node) + ". Maybe put it in [ ]?");
    }
    List<Object> values = new ArrayList<>();
    Type itemType = type.getActualTypeArguments()[0];
    for (int i = 0; i < sequence.items().size(); i++) {
      YamlNode item = sequence.items().get(i);
      values.add(value(item, itemType, item.place(), TreeEdit.itemPath(path, item, i)));
    }
    return values.contains(FAILED) ? FAILED : values;
  }

  private Object map(YamlNode node, ParameterizedType type, String path) {
    if (!(node instanceof YamlNode.Mapping mapping)) {
      return fail(
          node.place(),
          path,
          "must be a block of keys, not " + kind(node) + ". Maybe put them in { }?");
    }
    Class<?> keyType = (Class<?>) type.getActualTypeArguments()[0];
    Map<Object, Object> values = new LinkedHashMap<>();
    for (Map.Entry<String, YamlNode.Entry> entry : mapping.entries().entrySet()) {
      YamlNode value = entry.getValue().value();
      String valuePath = TreeReader.join(path, entry.getKey());
      try {
        Object key = ScalarTypes.parse(keyType, entry.getKey());
        values.put(key, value(value, type.getActualTypeArguments()[1], value.place(), valuePath));
      } catch (IllegalArgumentException e) {
        values.put(FAILED, fail(entry.getValue().place(), valuePath, message(e)));
      }
    }
    return values.containsValue(FAILED) ? FAILED : values;
  }

  private Object fail(Place place, String path, String message) {
    problems.add(place, path, message);
    return FAILED;
  }

  static String message(IllegalArgumentException e) {
    return Shown.line(String.valueOf(e.getMessage()));
  }

  private static String expected(Class<?> type, YamlNode node) {
    if (!ScalarTypes.takesMapping(type)) {
      return "a single value";
    }
    String keys = String.join(", ", RecordShape.of(type).names());
    boolean either = ScalarTypes.takesScalar(type) && !(node instanceof YamlNode.Scalar);
    return (either ? "a single value or " : "") + "a block of keys (" + keys + ")";
  }

  private static String kind(YamlNode node) {
    if (node instanceof YamlNode.Scalar scalar) {
      return "the single value '" + Shown.value(scalar.text()) + "'";
    }
    return node instanceof YamlNode.Sequence ? "a list" : "a block of keys";
  }
}
