package dev.crossover.experiments.spec;

import dev.crossover.engine.units.Count;
import dev.crossover.engine.units.Rate;
import dev.crossover.engine.units.Share;
import dev.crossover.engine.units.TimeSpan;
import dev.crossover.experiments.spec.RouteSpec.RouteCondition;
import dev.crossover.traffic.arrival.SpikeTime;
import dev.crossover.traffic.arrival.StageTarget;
import dev.crossover.traffic.profile.PrioritySpec;
import dev.crossover.traffic.session.BatchSpec;
import dev.crossover.traffic.trace.BlockSize;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the reference calls the kinds of values. */
final class ValueNoun {
  /** Our types of values that are written as one word, each explained by its own Javadoc. */
  static final Map<Class<?>, String> QUANTITIES = quantities();

  private static final Map<Class<?>, String> PLAIN =
      Map.ofEntries(
          Map.entry(String.class, "text"),
          Map.entry(int.class, "whole number"),
          Map.entry(Integer.class, "whole number"),
          Map.entry(long.class, "whole number"),
          Map.entry(Long.class, "whole number"),
          Map.entry(double.class, "number"),
          Map.entry(Double.class, "number"),
          Map.entry(BigDecimal.class, "number"),
          Map.entry(boolean.class, "`true` or `false`"),
          Map.entry(Boolean.class, "`true` or `false`"),
          Map.entry(LocalDate.class, "date"),
          Map.entry(LocalDateTime.class, "date and time"),
          Map.entry(YamlNode.class, "block of lists or ranges by path"));

  private ValueNoun() {}

  /** The words for a type; a type without any is refused. */
  static String of(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      return generic.getRawType() == List.class
          ? "list of " + of(arguments[0]) + "s"
          : "block of " + of(arguments[1]) + "s by " + keyNoun(arguments[0]);
    }
    Class<?> single = (Class<?>) type;
    if (single.isEnum()) {
      return ScalarTypes.names(single).stream()
          .map(name -> "`" + name + "`")
          .collect(Collectors.joining(", "));
    }
    if (PLAIN.containsKey(single) || QUANTITIES.containsKey(single)) {
      return PLAIN.getOrDefault(single, QUANTITIES.get(single));
    }
    if (!ScalarTypes.takesMapping(single)) {
      throw new IllegalStateException(single + " has no noun yet: give it one in ValueNoun");
    }
    return ScalarTypes.takesScalar(single) ? "value or block" : "block";
  }

  private static String keyNoun(Type key) {
    return key == String.class ? "name" : of(key);
  }

  private static Map<Class<?>, String> quantities() {
    Map<Class<?>, String> nouns = new LinkedHashMap<>();
    nouns.put(TimeSpan.class, "duration");
    nouns.put(Rate.class, "rate");
    nouns.put(Count.class, "count");
    nouns.put(Share.class, "share");
    nouns.put(MemorySize.class, "memory");
    nouns.put(BlockSize.class, "`auto` or whole number");
    nouns.put(ModelLength.class, "length");
    nouns.put(HourRange.class, "hours");
    nouns.put(DaysOfWeek.class, "days");
    nouns.put(BatchSpec.ClockTime.class, "time of day");
    nouns.put(SpikeTime.class, "local time");
    nouns.put(StageTarget.class, "target");
    nouns.put(PrioritySpec.class, "priority");
    nouns.put(RouteCondition.class, "condition");
    nouns.put(ClaimNumber.class, "figure");
    nouns.put(TreePath.class, "path");
    return nouns;
  }
}
