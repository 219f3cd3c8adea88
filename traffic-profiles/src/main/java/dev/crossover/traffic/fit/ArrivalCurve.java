package dev.crossover.traffic.fit;

import dev.crossover.engine.request.Arrival;
import dev.crossover.traffic.analysis.CountWindows;
import dev.crossover.traffic.analysis.Dispersion;
import dev.crossover.traffic.analysis.GapMoments;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What a fit looks at in the arrivals of a stretch of traffic, or in the mean of several.
 *
 * @param requests how many came
 * @param idc index of dispersion by window, in the order of the widths asked for
 * @param gapCv coefficient of variation of the gaps
 * @param peakMinute busiest minute over mean
 */
record ArrivalCurve(double requests, List<Double> idc, double gapCv, double peakMinute) {
  /** Counts the arrivals of one stretch. */
  static final class Counter {
    private final CountWindows[] windows;
    private final CountWindows minutes = new CountWindows(60_000_000_000L);
    private final GapMoments gaps = new GapMoments();
    private long requests;

    Counter(long[] widths) {
      windows = Arrays.stream(widths).mapToObj(CountWindows::new).toArray(CountWindows[]::new);
    }

    void add(Arrival arrival) {
      for (CountWindows window : windows) {
        window.add(arrival.nanos);
      }
      minutes.add(arrival.nanos);
      gaps.add(arrival.nanos);
      requests++;
    }

    ArrivalCurve finish(long spanNanos) {
      List<Double> idc =
          Arrays.stream(windows).map(window -> window.finish(spanNanos).idc()).toList();
      Dispersion minute = minutes.finish(spanNanos);
      return new ArrivalCurve(requests, idc, gaps.cv(), minute.peakToMean());
    }
  }

  /** The mean of several of the same widths. */
  static ArrivalCurve mean(List<ArrivalCurve> curves) {
    List<Double> idc =
        IntStream.range(0, curves.get(0).idc.size())
            .mapToObj(i -> mean(curves, curve -> curve.idc.get(i)))
            .toList();
    return new ArrivalCurve(
        mean(curves, ArrivalCurve::requests),
        idc,
        mean(curves, ArrivalCurve::gapCv),
        mean(curves, ArrivalCurve::peakMinute));
  }

  private static double mean(List<ArrivalCurve> curves, ToDoubleFunction<ArrivalCurve> figure) {
    return curves.stream().mapToDouble(figure).sum() / curves.size();
  }
}
