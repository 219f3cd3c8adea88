package dev.crossover.traffic.trace;

import java.util.Arrays;

/**
 * A distribution as ServeGen writes it: the text of a Python dictionary, {@code {35: 0.005, 36:
 * 0.054}}, values to probabilities.
 */
final class ServeGenTable {
  private final int[] values;

  /** By value, the probability of it or one before it. */
  private final double[] cumulative;

  private ServeGenTable(int[] values, double[] cumulative) {
    this.values = values;
    this.cumulative = cumulative;
  }

  boolean isEmpty() {
    return values.length == 0;
  }

  /**
   * A value by inversion.
   *
   * @param uniform in (0, 1)
   */
  int draw(double uniform) {
    int found = Arrays.binarySearch(cumulative, uniform * cumulative[cumulative.length - 1]);
    return values[Math.min(found < 0 ? -1 - found : found + 1, values.length - 1)];
  }

  static ServeGenTable parse(String key, String text) throws BadRowException {
    String inner = text.strip();
    if (!inner.startsWith("{") || !inner.endsWith("}") || inner.length() < 2) {
      throw bad(key, text);
    }
    inner = inner.substring(1, inner.length() - 1).strip();
    if (inner.isEmpty()) {
      return new ServeGenTable(new int[0], new double[0]);
    }
    String[] entries = inner.split(",", -1);
    int[] values = new int[entries.length];
    double[] cumulative = new double[entries.length];
    double sum = 0;
    for (int i = 0; i < entries.length; i++) {
      int colon = entries[i].indexOf(':');
      if (colon < 0) {
        throw bad(key, entries[i]);
      }
      values[i] =
          (int) ServeGenWindow.number(key, entries[i].substring(0, colon), 0, Integer.MAX_VALUE);
      sum += ServeGenWindow.number(key, entries[i].substring(colon + 1), 0, 1);
      cumulative[i] = sum;
      if (i > 0 && values[i] <= values[i - 1]) {
        throw new BadRowException(key + " is not in ascending order. Maybe the file was edited");
      }
    }
    if (!(sum > 0)) {
      throw new BadRowException(key + " has no probability. Maybe the file was edited");
    }
    return new ServeGenTable(values, cumulative);
  }

  private static BadRowException bad(String key, String text) {
    return new BadRowException(
        key
            + " '"
            + RowText.shown(text.strip())
            + "' is not a dictionary like {35: 0.25, 36: 0.75}. Maybe the file was cut off");
  }
}
