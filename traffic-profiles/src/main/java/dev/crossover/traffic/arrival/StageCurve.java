package dev.crossover.traffic.arrival;

import dev.crossover.engine.units.TimeSpan;
import java.util.List;

/**
 * The stages of a load test one after the other. A ramp is cut into steps, each of which has the
 * ramp's mean over it, so that the requests of a stage are exactly those of the smooth ramp.
 */
final class StageCurve {
  private static final long MAX_STEP_NANOS = SeasonSteps.MINUTE_NANOS;
  private static final long STEPS_OF_A_RAMP = 256;

  private final Ramp[] ramps;

  /** Where stage i starts from; the last entry is what holds after the stages. */
  private final double[] levels;

  /** When stage i begins; the last entry is the end of the last one. */
  private final long[] begins;

  private StageCurve(int size) {
    ramps = new Ramp[size];
    levels = new double[size + 1];
    begins = new long[size + 1];
  }

  /**
   * @param month what a month lasts, for targets per month
   */
  static StageCurve of(List<StageSpec> stages, TimeSpan month) {
    StageCurve curve = new StageCurve(stages.size());
    for (int i = 0; i < stages.size(); i++) {
      StageSpec stage = stages.get(i);
      curve.ramps[i] = stage.ramp() == null ? Ramp.STEP : stage.ramp();
      curve.levels[i + 1] = stage.target().factorOrPerSecond(month);
      curve.begins[i + 1] = Math.addExact(curve.begins[i], stage.duration().nanos());
    }
    return curve;
  }

  FactorSteps steps() {
    return new Steps();
  }

  /** Reads the stages forward. */
  private final class Steps implements FactorSteps {
    private int stage;
    private double factor;
    private long endNanos;

    Steps() {
      advance();
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
      while (stage < ramps.length && from >= begins[stage + 1]) {
        stage++;
      }
      if (stage == ramps.length) {
        factor = levels[stage];
        endNanos = Long.MAX_VALUE;
      } else if (ramps[stage] == Ramp.STEP) {
        factor = levels[stage + 1];
        endNanos = begins[stage + 1];
      } else {
        climb(from);
      }
    }

    private void climb(long from) {
      long begin = begins[stage];
      long length = begins[stage + 1] - begin;
      long step = Math.max(1, Math.min(MAX_STEP_NANOS, length / STEPS_OF_A_RAMP));
      endNanos = Math.min(from + step, begins[stage + 1]);
      factor =
          ramps[stage].mean(
              levels[stage],
              levels[stage + 1],
              (double) (from - begin) / length,
              (double) (endNanos - begin) / length);
    }
  }
}
