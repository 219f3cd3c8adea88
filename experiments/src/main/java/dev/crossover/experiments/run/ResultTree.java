package dev.crossover.experiments.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A result record as the maps and lists of its JSON, so that paths can lead into it. */
final class ResultTree {
  private ResultTree() {}

  static Map<String, @Nullable Object> of(Record result) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    for (RecordComponent component : result.getClass().getRecordComponents()) {
      tree.put(name(component), node(value(component, result)));
    }
    return tree;
  }

  private static @Nullable Object node(@Nullable Object value) {
    if (value instanceof Record part) {
      return of(part);
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> nodes = new ArrayList<>();
      list.forEach(element -> nodes.add(node(element)));
      return nodes;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> nodes = new LinkedHashMap<>();
      map.forEach((key, element) -> nodes.put(String.valueOf(key), node(element)));
      return nodes;
    }
    return value;
  }

  /** The key of a component. */
  static String name(RecordComponent component) {
    JsonProperty given = component.getAccessor().getAnnotation(JsonProperty.class);
    return given != null && !given.value().isEmpty()
        ? given.value()
        : component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  private static @Nullable Object value(RecordComponent component, Record result) {
    try {
      return component.getAccessor().invoke(result);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(Objects.requireNonNullElse(e.getCause(), e));
    }
  }
}
