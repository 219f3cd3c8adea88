package dev.crossover.traffic.arrival;

import dev.crossover.engine.kernel.RandomStream;
import dev.crossover.engine.units.TimeSpan;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The laws of a rate that wanders by itself; each has mean 1. */
public enum ModulationKind {
  /** The logarithm is an Ornstein-Uhlenbeck process: slow waves, never silence. */
  LOGNORMAL {
    @Override
    FactorSteps steps(ModulationSpec spec, RandomStream draws) {
      double cv = Objects.requireNonNull(spec.cv());
      return new LognormalSteps(cv, nanos(spec.correlationTime()), draws);
    }
  },
  /** Exponential stretches of traffic and of silence in turn: episodes. */
  ON_OFF {
    @Override
    FactorSteps steps(ModulationSpec spec, RandomStream draws) {
      return new OnOffSteps(nanos(spec.meanOn()), nanos(spec.meanOff()), draws);
    }
  };

  /** One path of the factor. */
  abstract FactorSteps steps(ModulationSpec spec, RandomStream draws);

  private static long nanos(@Nullable TimeSpan span) {
    return Objects.requireNonNull(span).nanos();
  }
}
