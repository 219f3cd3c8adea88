package dev.crossover.traffic.arrival;

import java.util.List;

/**
 * How uneven a sequence of arrivals is.
 *
 * @param gapCv standard deviation of the gaps over their mean
 * @param idcMinute variance over mean of the counts per minute
 */
record TrafficShape(
    long count,
    double peakToMeanSecond,
    double peakToMeanMinute,
    double peakToMeanHour,
    double gapCv,
    double idcMinute) {
  private static final long SECOND = 1_000_000_000L;

  static TrafficShape of(ArrivalTimes times, int hours) {
    int[] seconds = new int[hours * 3600];
    long count = 0;
    double sum = 0;
    double squares = 0;
    long last = -1;
    for (long at = times.next(); at != ArrivalTimes.NONE; at = times.next()) {
      seconds[(int) (at / SECOND)]++;
      if (last >= 0) {
        double gap = (at - last) * 1e-9;
        sum += gap;
        squares += gap * gap;
      }
      last = at;
      count++;
    }
    double mean = sum / (count - 1);
    double variance = squares / (count - 1) - mean * mean;
    return new TrafficShape(
        count,
        peakToMean(seconds, 1),
        peakToMean(seconds, 60),
        peakToMean(seconds, 3600),
        StrictMath.sqrt(variance) / mean,
        dispersion(seconds, 60));
  }

  static TrafficShape mean(List<TrafficShape> shapes) {
    return new TrafficShape(
        shapes.stream().mapToLong(TrafficShape::count).sum() / shapes.size(),
        shapes.stream().mapToDouble(TrafficShape::peakToMeanSecond).average().orElseThrow(),
        shapes.stream().mapToDouble(TrafficShape::peakToMeanMinute).average().orElseThrow(),
        shapes.stream().mapToDouble(TrafficShape::peakToMeanHour).average().orElseThrow(),
        shapes.stream().mapToDouble(TrafficShape::gapCv).average().orElseThrow(),
        shapes.stream().mapToDouble(TrafficShape::idcMinute).average().orElseThrow());
  }

  /** Peak over mean by 1 s, 1 min and 1 h, index of dispersion over 60 s, gap CV. */
  double[] figures() {
    return new double[] {peakToMeanSecond, peakToMeanMinute, peakToMeanHour, idcMinute, gapCv};
  }

  private static double peakToMean(int[] seconds, int width) {
    long peak = 0;
    long total = 0;
    for (int from = 0; from < seconds.length; from += width) {
      long bin = bin(seconds, from, width);
      peak = Math.max(peak, bin);
      total += bin;
    }
    return peak / ((double) total * width / seconds.length);
  }

  private static double dispersion(int[] seconds, int width) {
    double sum = 0;
    double squares = 0;
    int bins = seconds.length / width;
    for (int from = 0; from < seconds.length; from += width) {
      double bin = bin(seconds, from, width);
      sum += bin;
      squares += bin * bin;
    }
    double mean = sum / bins;
    return (squares / bins - mean * mean) / mean;
  }

  private static long bin(int[] seconds, int from, int width) {
    long sum = 0;
    for (int i = from; i < from + width; i++) {
      sum += seconds[i];
    }
    return sum;
  }
}
