package dev.crossover.traffic.arrival;

import dev.crossover.engine.units.TimeSpan;
import org.jspecify.annotations.Nullable;

/** What the climbs and the tops of one block's spikes add to a factor of 1. */
final class SpikeTops implements FactorSteps {
  private final SpikeTrain train;
  private final double extra;
  private final long rampNanos;
  private final long holdNanos;
  private final long stepNanos;
  private long next;
  private long beginNanos;
  private long topNanos;
  private long fallNanos;
  private double factor;
  private long endNanos;

  SpikeTops(SpikeSpec spec, SpikeTrain train) {
    this.train = train;
    this.extra = spec.multiplier() - 1;
    this.rampNanos = nanos(spec.rampUp());
    this.holdNanos = nanos(spec.hold());
    this.stepNanos = SpikeSteps.stepNanos(rampNanos);
    this.next = train.firstAfter(-(rampNanos + holdNanos));
    this.endNanos = Math.min(0, train.beginNanos(next));
    this.fallNanos = endNanos;
    advance();
  }

  static long nanos(@Nullable TimeSpan span) {
    return span == null ? 0 : span.nanos();
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
    if (from >= fallNanos) {
      follow(from);
    }
    if (from < beginNanos) {
      factor = 0;
      endNanos = beginNanos;
    } else if (from < topNanos) {
      endNanos = Math.min(from + stepNanos, topNanos);
      factor = extra * ((from - beginNanos) + (endNanos - beginNanos)) / 2.0 / rampNanos;
    } else {
      factor = extra;
      endNanos = fallNanos;
    }
  }

  /** Where a change of the clock brings two spikes together, the second one follows the first. */
  private void follow(long from) {
    long begin = train.beginNanos(next++);
    beginNanos = Math.max(begin, from);
    boolean last = begin == Long.MAX_VALUE;
    topNanos = last ? begin : beginNanos + rampNanos;
    fallNanos = last ? begin : topNanos + holdNanos;
  }
}
