package dev.crossover.experiments.report;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One CSV row being put together in one reused buffer. */
final class RowText {
  private static final int FRACTION_DIGITS = 9;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final int LONGEST_NUMBER = 32;

  /** Class names, routes and reasons repeat; each is escaped once. */
  private final Map<String, byte[]> cells = new HashMap<>();

  private final Map<Enum<?>, byte[]> words = new HashMap<>();

  private byte[] bytes = new byte[256];
  private int length;

  RowText start(byte[] lead) {
    length = 0;
    append(lead);
    return this;
  }

  RowText text(String value) {
    append(cells.computeIfAbsent(value, RowText::escaped));
    return comma();
  }

  /** An enum's name as results spell it, an empty cell for null. */
  RowText word(@Nullable Enum<?> value) {
    if (value != null) {
      append(words.computeIfAbsent(value, RowText::spelt));
    }
    return comma();
  }

  RowText number(long value) {
    room(LONGEST_NUMBER);
    digits(value, 1);
    return comma();
  }

  /** Nanoseconds as decimal seconds, an empty cell when negative. */
  RowText seconds(long nanos) {
    if (nanos < 0) {
      return comma();
    }
    room(LONGEST_NUMBER);
    digits(nanos / NANOS_PER_SECOND, 1);
    long fraction = nanos % NANOS_PER_SECOND;
    if (fraction != 0) {
      bytes[length++] = '.';
      digits(fraction, FRACTION_DIGITS);
      while (bytes[length - 1] == '0') {
        length--;
      }
    }
    return comma();
  }

  /** The last cell's comma becomes the end of the row. */
  void end() {
    bytes[length - 1] = '\n';
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  byte[] copy() {
    return Arrays.copyOf(bytes, length);
  }

  private void digits(long value, int leastDigits) {
    long rest = value;
    if (rest < 0) {
      throw new IllegalArgumentException("a count of " + value);
    }
    int count = Math.max(leastDigits, decimalDigits(rest));
    for (int at = length + count - 1; at >= length; at--) {
      bytes[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += count;
  }

  private static int decimalDigits(long value) {
    int digits = 1;
    for (long rest = value / 10; rest > 0; rest /= 10) {
      digits++;
    }
    return digits;
  }

  private RowText comma() {
    room(1);
    bytes[length++] = ',';
    return this;
  }

  private void append(byte[] more) {
    room(more.length);
    System.arraycopy(more, 0, bytes, length, more.length);
    length += more.length;
  }

  private void room(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }

  private static byte[] spelt(Enum<?> value) {
    return escaped(value.name().toLowerCase(Locale.ROOT));
  }

  private static byte[] escaped(String value) {
    return Csv.cell(value).getBytes(StandardCharsets.UTF_8);
  }
}
