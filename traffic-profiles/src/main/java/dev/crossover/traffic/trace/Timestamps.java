package dev.crossover.traffic.trace;

import java.time.DateTimeException;
import java.time.LocalDate;

/**
 * Reads {@code 2023-11-16 18:15:46.6805900}, with up to nine decimals or none, and with or without
 * an offset such as {@code +00:00}; without one the clock is taken for UTC, which matters to no
 * difference of two stamps. A parser of its own because a general one costs most of a replay.
 */
final class Timestamps {
  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final int FIRST_YEAR = 1970;

  /** Nanoseconds since 1970 fit a long until 2262. */
  private static final int LAST_YEAR = 2200;

  private static final int WHOLE_SECONDS_LENGTH = 19;

  private Timestamps() {}

  /**
   * Nanoseconds since 1970.
   *
   * @param column what the time is called, for the error
   */
  static long epochNanos(String column, String text) throws BadRowException {
    try {
      return epochNanos(text);
    } catch (BadRowException e) {
      throw new BadRowException(column + " " + e.getMessage());
    }
  }

  private static long epochNanos(String text) throws BadRowException {
    if (text.length() < WHOLE_SECONDS_LENGTH || !separated(text)) {
      throw bad(text);
    }
    long seconds =
        epochDay(text) * 86_400L
            + within(text, 11, 24) * 3_600L
            + within(text, 14, 60) * 60L
            + within(text, 17, 60);
    int end = endOfFraction(text);
    return (seconds - offsetSeconds(text, end)) * SECOND_NANOS + fractionNanos(text, end);
  }

  private static boolean separated(String text) {
    return text.charAt(4) == '-'
        && text.charAt(7) == '-'
        && (text.charAt(10) == ' ' || text.charAt(10) == 'T')
        && text.charAt(13) == ':'
        && text.charAt(16) == ':';
  }

  private static long epochDay(String text) throws BadRowException {
    int year = number(text, 0, 4);
    if (year < FIRST_YEAR || year > LAST_YEAR) {
      throw bad(text);
    }
    try {
      return LocalDate.of(year, number(text, 5, 7), number(text, 8, 10)).toEpochDay();
    } catch (DateTimeException e) {
      throw bad(text);
    }
  }

  private static int endOfFraction(String text) throws BadRowException {
    int at = WHOLE_SECONDS_LENGTH;
    if (at < text.length() && text.charAt(at) == '.') {
      at++;
      while (at < text.length() && isDigit(text.charAt(at))) {
        at++;
      }
      int digits = at - WHOLE_SECONDS_LENGTH - 1;
      if (digits < 1 || digits > 9) {
        throw bad(text);
      }
    }
    return at;
  }

  private static long fractionNanos(String text, int end) throws BadRowException {
    if (end == WHOLE_SECONDS_LENGTH) {
      return 0;
    }
    long nanos = number(text, WHOLE_SECONDS_LENGTH + 1, end);
    for (int digits = end - WHOLE_SECONDS_LENGTH - 1; digits < 9; digits++) {
      nanos *= 10;
    }
    return nanos;
  }

  private static long offsetSeconds(String text, int at) throws BadRowException {
    if (at == text.length() || text.substring(at).equals("Z")) {
      return 0;
    }
    char sign = text.charAt(at);
    if (text.length() != at + 6 || text.charAt(at + 3) != ':' || (sign != '+' && sign != '-')) {
      throw bad(text);
    }
    long seconds = within(text, at + 1, 19) * 3_600L + within(text, at + 4, 60) * 60L;
    return sign == '+' ? seconds : -seconds;
  }

  /** The two digits at {@code at}, which must stay below {@code limit}. */
  private static int within(String text, int at, int limit) throws BadRowException {
    int value = number(text, at, at + 2);
    if (value >= limit) {
      throw bad(text);
    }
    return value;
  }

  private static int number(String text, int from, int to) throws BadRowException {
    int value = 0;
    for (int i = from; i < to; i++) {
      char digit = text.charAt(i);
      if (!isDigit(digit)) {
        throw bad(text);
      }
      value = value * 10 + (digit - '0');
    }
    return value;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static BadRowException bad(String text) {
    return new BadRowException(
        "'"
            + RowText.shown(text)
            + "' is not a time like 2023-11-16 18:15:46.6805900."
            + " Maybe the columns are shifted");
  }
}
