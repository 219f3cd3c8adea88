package dev.crossover.traffic.trace;

import java.math.BigDecimal;

/** How a trace writes the time of an arrival. */
public enum ArrivalUnit {
  /** Seconds, decimals allowed. */
  S(1_000_000_000L),
  /** Milliseconds. */
  MS(1_000_000L),
  /** Microseconds. */
  US(1_000L),
  /** Nanoseconds. */
  NS(1L),
  /** Date and time, {@code 2024-05-10 00:00:00.009930+00:00}; UTC where no offset is given. */
  ISO8601(0);

  /** So far from the epoch that sums of two times fit a long. */
  private static final long MAX_NANOS = Long.MAX_VALUE / 2;

  private static final int MAX_DIGITS = 40;
  private static final int MAX_EXPONENT = 40;

  private final long nanos;

  ArrivalUnit(long nanos) {
    this.nanos = nanos;
  }

  /**
   * Reads a time; what is finer than a nanosecond is cut off.
   *
   * @param column what the time is called, for the error
   */
  long parse(String column, String text) throws BadRowException {
    return this == ISO8601 ? Timestamps.epochNanos(column, text) : decimal(column, text);
  }

  private long decimal(String column, String text) throws BadRowException {
    long whole = 0;
    int at = 0;
    int length = text.length();
    while (at < length && isDigit(text.charAt(at))) {
      whole = whole * 10 + (text.charAt(at++) - '0');
      if (whole > MAX_NANOS / nanos) {
        throw tooLarge(column, text);
      }
    }
    boolean digits = at > 0;
    long weight = nanos;
    long fraction = 0;
    if (digits && at < length && text.charAt(at) == '.') {
      at++;
      digits = at < length && isDigit(text.charAt(at));
      while (at < length && isDigit(text.charAt(at))) {
        weight /= 10;
        fraction += (text.charAt(at++) - '0') * weight;
      }
    }
    if (digits && at == length) {
      return whole * nanos + fraction;
    }
    return scientific(column, text, digits ? at : -1);
  }

  /** As Python writes small numbers, {@code 1.5e-05}. */
  private long scientific(String column, String text, int exponentAt) throws BadRowException {
    if (exponentAt < 0
        || text.length() > MAX_DIGITS
        || Character.toLowerCase(text.charAt(exponentAt)) != 'e') {
      throw bad(column, text);
    }
    try {
      int exponent = Integer.parseInt(text.substring(exponentAt + 1));
      if (Math.abs(exponent) > MAX_EXPONENT) {
        throw tooLarge(column, text);
      }
      BigDecimal value = new BigDecimal(text).multiply(BigDecimal.valueOf(nanos));
      if (value.compareTo(BigDecimal.valueOf(MAX_NANOS)) > 0) {
        throw tooLarge(column, text);
      }
      return value.longValue();
    } catch (NumberFormatException e) {
      throw bad(column, text);
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private BadRowException bad(String column, String text) {
    return new BadRowException(
        column
            + " '"
            + RowText.shown(text)
            + "' is not a time in "
            + name().toLowerCase(java.util.Locale.ROOT)
            + ". Maybe its arrival_unit is another, or the columns are shifted");
  }

  private static BadRowException tooLarge(String column, String text) {
    return new BadRowException(
        column + " '" + RowText.shown(text) + "' is out of range. Maybe its arrival_unit is finer");
  }
}
