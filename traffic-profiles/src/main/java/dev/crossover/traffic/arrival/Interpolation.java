package dev.crossover.traffic.arrival;

import java.util.Arrays;

/** How an hourly table becomes a rate per minute; the mean of each hour is always the table's. */
public enum Interpolation {
  /**
   * Straight lines from the edge of each hour to its middle and on to the next edge. An edge lies
   * half-way between the hours it joins, though never above twice the lower one, so that the
   * middle, which is set to keep the hour's mean, cannot be negative and an idle hour stays idle.
   */
  LINEAR {
    @Override
    void fill(double[] minutes, int hour, double[] table) {
      double here = table[hour];
      double left = edge(table[(hour + table.length - 1) % table.length], here);
      double right = edge(here, table[(hour + 1) % table.length]);
      double middle = 2 * here - (left + right) / 2;
      for (int minute = 0; minute < 30; minute++) {
        double along = (minute + 0.5) / 30;
        minutes[hour * 60 + minute] = left + (middle - left) * along;
        minutes[hour * 60 + 30 + minute] = middle + (right - middle) * along;
      }
    }
  },
  /** The same rate all through an hour. */
  STEP {
    @Override
    void fill(double[] minutes, int hour, double[] table) {
      Arrays.fill(minutes, hour * 60, hour * 60 + 60, table[hour]);
    }
  };

  abstract void fill(double[] minutes, int hour, double[] table);

  private static double edge(double before, double after) {
    return Math.min((before + after) / 2, 2 * Math.min(before, after));
  }
}
