package dev.crossover.experiments.spec;

import dev.crossover.engine.units.WrittenAsScalar;
import java.time.DayOfWeek;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Days of the week: {@code mon-fri}, {@code sat,sun}, {@code mon,wed-fri}, {@code all}.
 *
 * @param days at least one
 */
@WrittenAsScalar
public record DaysOfWeek(Set<DayOfWeek> days) {
  static final DaysOfWeek ALL = new DaysOfWeek(EnumSet.allOf(DayOfWeek.class));

  private static final List<String> NAMES =
      List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

  public DaysOfWeek {
    Rules.require(!days.isEmpty(), "needs a day");
    days = Collections.unmodifiableSet(EnumSet.copyOf(days));
  }

  /**
   * Reads days as written in YAML; a range may run over the weekend.
   *
   * @throws IllegalArgumentException with advice when they are none
   */
  public static DaysOfWeek valueOf(String text) {
    if (text.equals("all")) {
      return ALL;
    }
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (String part : text.toLowerCase(Locale.ROOT).split(",", -1)) {
      int dash = part.indexOf('-');
      DayOfWeek first = day(dash < 0 ? part : part.substring(0, dash));
      DayOfWeek last = dash < 0 ? first : day(part.substring(dash + 1));
      days.add(first);
      for (DayOfWeek day = first; day != last; day = day.plus(1)) {
        days.add(day.plus(1));
      }
    }
    return new DaysOfWeek(days);
  }

  private static DayOfWeek day(String name) {
    int index = NAMES.indexOf(name.strip());
    Rules.require(index >= 0, "is not a set of days. Maybe write mon-fri or sat,sun");
    return DayOfWeek.of(index + 1);
  }
}
