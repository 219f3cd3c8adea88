package dev.crossover.traffic.arrival;

import java.util.ArrayList;
import java.util.List;

/** All spikes of a profile as one factor: 1 and what each of them adds. */
final class SpikeSteps implements FactorSteps {
  private static final long MAX_STEP_NANOS = SeasonSteps.MINUTE_NANOS;
  private static final long STEPS_OF_A_SLOPE = 64;

  private final FactorSteps[] extras;
  private double factor;
  private long endNanos;

  SpikeSteps(List<SpikeSpec> specs, LocalCalendar calendar) {
    List<FactorSteps> all = new ArrayList<>();
    for (SpikeSpec spec : specs) {
      SpikeTrain train = new SpikeTrain(spec, calendar);
      all.add(new SpikeTops(spec, train));
      if (spec.decay() != null && spec.decay().nanos() > 0) {
        all.add(new SpikeTails(spec, train));
      }
    }
    extras = all.toArray(new FactorSteps[0]);
    advance();
  }

  /** The length of the steps that stand for a climb or a fall over so long a time. */
  static long stepNanos(long slopeNanos) {
    return Math.max(1, Math.min(MAX_STEP_NANOS, slopeNanos / STEPS_OF_A_SLOPE));
  }

  @Override
  public double factor() {
    return factor;
  }

  @Override
  public long endNanos() {
    return endNanos;
  }

  @Override
  public void advance() {
    long from = endNanos;
    double sum = 1;
    long end = Long.MAX_VALUE;
    for (FactorSteps each : extras) {
      while (each.endNanos() <= from) {
        each.advance();
      }
      sum += each.factor();
      end = Math.min(end, each.endNanos());
    }
    factor = sum;
    endNanos = end;
  }
}
