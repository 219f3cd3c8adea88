package dev.crossover.traffic.fit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Times until something that may never happen, some of them cut off by the end of a recording. The
 * estimate of Kaplan and Meier (JASA 53, 1958) tells how often it happens in the end, and when.
 */
final class WaitingTimes {
  /** Beyond the time that fewer than this share were watched for, a single case would decide. */
  private static final double LEAST_WATCHED = 0.05;

  private static final int FEWEST_WATCHED = 10;

  private final List<Time> times = new ArrayList<>();

  private record Time(long nanos, boolean happened) {}

  /** Reads a share of all cases and when it happened to them. */
  @FunctionalInterface
  interface Reader {
    /** It happens to {@code share} of all cases after {@code nanos}. */
    void read(long nanos, double share);
  }

  /** A case to which it happened after a time, or that was watched so long without that. */
  void add(long nanos, boolean happened) {
    times.add(new Time(nanos, happened));
  }

  int size() {
    return times.size();
  }

  /** Share of the cases to which it happens, as far as they could be watched. */
  double share() {
    double[] sum = new double[1];
    forEach((nanos, share) -> sum[0] += share);
    return sum[0];
  }

  /** Hands out when it happens, by ascending time. */
  void forEach(Reader reader) {
    List<Time> sorted = new ArrayList<>(times);
    sorted.sort(Comparator.comparingLong(Time::nanos).thenComparing(time -> !time.happened));
    double fewest = Math.max(LEAST_WATCHED * sorted.size(), FEWEST_WATCHED);
    double left = 1;
    for (int i = 0; i < sorted.size() && sorted.size() - i >= fewest; i++) {
      if (sorted.get(i).happened) {
        double share = left / (sorted.size() - i);
        reader.read(sorted.get(i).nanos, share);
        left -= share;
      }
    }
  }
}
