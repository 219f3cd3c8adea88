package dev.crossover.traffic.fit;

import dev.crossover.engine.units.TimeSpan;
import dev.crossover.traffic.arrival.ArrivalProcess;
import dev.crossover.traffic.arrival.ArrivalSpec;
import dev.crossover.traffic.arrival.ModulationKind;
import dev.crossover.traffic.arrival.ModulationSpec;
import dev.crossover.traffic.fit.DispersionLaw.Wave;
import java.util.ArrayList;
import java.util.List;

/**
 * How unevenly requests come: the law of the gaps and the random factors on the rate, in figures
 * that a profile can hold.
 *
 * @param arrival the gaps
 * @param modulation the factors
 */
record Bursts(ArrivalSpec arrival, List<ModulationSpec> modulation) {
  /** A shape this near to 1 is Poisson's. */
  private static final double POISSON_WITHIN = 0.02;

  private static final long MILLI = 1_000_000L;

  Bursts {
    modulation = List.copyOf(modulation);
  }

  /**
   * What has a law's dispersion.
   *
   * @param kinds the law of each wave's factor
   */
  static Bursts of(DispersionLaw law, List<ModulationKind> kinds) {
    List<ModulationSpec> factors = new ArrayList<>();
    for (int i = 0; i < kinds.size(); i++) {
      factors.add(factor(law.waves().get(i), kinds.get(i)));
    }
    double shape = Digits.rounded(1 / law.local(), 4);
    boolean poisson = Math.abs(shape - 1) < POISSON_WITHIN;
    ArrivalSpec arrival =
        poisson ? ArrivalSpec.POISSON : new ArrivalSpec(ArrivalProcess.GAMMA, shape, null);
    return new Bursts(arrival, factors);
  }

  /**
   * On/off of mean 1 is 1/p during a share p = 1/(1 + cv^2) of the time, and forgets at the rate at
   * which stretches end: 1/tau = 1/on + 1/off.
   */
  private static ModulationSpec factor(Wave wave, ModulationKind kind) {
    double cv = wave.cv();
    if (kind == ModulationKind.LOGNORMAL) {
      return new ModulationSpec(kind, Digits.rounded(cv, 4), span(wave.seconds()), null, null);
    }
    double on = wave.seconds() * (1 + cv * cv) / (cv * cv);
    double off = wave.seconds() * (1 + cv * cv);
    return new ModulationSpec(kind, null, null, span(on), span(off));
  }

  private static TimeSpan span(double seconds) {
    return new TimeSpan(Math.max(StrictMath.round(seconds * 1e3), 1) * MILLI);
  }
}
