package dev.crossover.experiments.plan;

import dev.crossover.engine.units.NearestName;
import dev.crossover.experiments.spec.TreePath;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value in results, such as {@code strategies.self-hosted.cost.lines[GPU on_demand
 * aws/g5.12xlarge].usd}. Results are a JSON tree of maps, lists, numbers, strings and booleans;
 * elements of lists go by their name, item or term, or by number.
 *
 * @param path from the top of a point's results
 */
public record ResultPath(TreePath path) {
  private static final List<String> NAME_KEYS = List.of("name", "item", "term");

  /**
   * The number at the path.
   *
   * @throws IllegalArgumentException that says what there is instead
   */
  public BigDecimal number(Map<String, ?> results) {
    Object value = value(results);
    if (value instanceof Number number) {
      return number instanceof BigDecimal exact ? exact : new BigDecimal(number.toString());
    }
    if (value == null) {
      throw new IllegalArgumentException(path + " is null: this strategy has no such quantity");
    }
    String kind =
        value instanceof Map || value instanceof List ? "a part with values below" : "text";
    throw new IllegalArgumentException(path + " is not a number but " + kind + advice(value, ""));
  }

  /**
   * The value at the path, null where the results say null.
   *
   * @throws IllegalArgumentException that lists what exists where the path leads nowhere
   */
  public @Nullable Object value(Map<String, ?> results) {
    Object value = results;
    for (int depth = 0; depth < path.segments().size(); depth++) {
      value = child(value, depth);
    }
    return value;
  }

  /** What is measured, without the strategy: {@code cost.monthly_usd}, as in {@code ci95}. */
  public String quantity() {
    List<String> segments = path.segments();
    return new TreePath(segments.subList(Math.min(2, segments.size() - 1), segments.size()))
        .toString();
  }

  private @Nullable Object child(@Nullable Object node, int depth) {
    String segment = path.segments().get(depth);
    if (node instanceof Map<?, ?> map && map.containsKey(segment)) {
      return map.get(segment);
    }
    if (node instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        if (name(list.get(i), i).equals(segment) || segment.equals(String.valueOf(i))) {
          return list.get(i);
        }
      }
    }
    String parent = depth == 0 ? "a point" : String.join(".", path.segments().subList(0, depth));
    throw new IllegalArgumentException(
        parent + " has no '" + segment + "'" + advice(node, segment));
  }

  private static String advice(@Nullable Object node, String wanted) {
    List<String> known = new ArrayList<>();
    if (node instanceof Map<?, ?> map) {
      map.keySet().forEach(key -> known.add(String.valueOf(key)));
    } else if (node instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        known.add(name(list.get(i), i));
      }
    }
    if (known.isEmpty()) {
      return ". Maybe the path is too long?";
    }
    String near = wanted.isEmpty() ? null : NearestName.of(wanted, known).orElse(null);
    String names = String.join(", ", known);
    return near == null
        ? ". Maybe one of " + names + "?"
        : ". Maybe " + near + "? There are " + names;
  }

  private static String name(@Nullable Object element, int index) {
    if (element instanceof Map<?, ?> map) {
      for (String key : NAME_KEYS) {
        if (map.get(key) instanceof String name) {
          return name;
        }
      }
    }
    return String.valueOf(index);
  }
}
