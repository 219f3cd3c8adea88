package dev.crossover.experiments.cli;

import dev.crossover.engine.units.TimeSpan;
import java.util.Locale;

/** Words for numbers, as a reader would say them. */
final class Spoken {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private Spoken() {}

  /** {@code 1 replica}, {@code 1,200 replicas}. */
  static String count(long number, String noun) {
    String plural = noun.endsWith("y") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s";
    return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? noun : plural);
  }

  /** The span in its largest whole unit; in seconds, cut to milliseconds, where that is fine. */
  static String span(TimeSpan span) {
    boolean isWhole = span.nanos() % NANOS_PER_SECOND == 0 || span.nanos() < NANOS_PER_SECOND;
    return isWhole ? span.toString() : String.format(Locale.ROOT, "%.3fs", span.seconds());
  }
}
