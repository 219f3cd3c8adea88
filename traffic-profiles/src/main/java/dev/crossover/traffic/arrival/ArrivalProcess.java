package dev.crossover.traffic.arrival;

import java.util.function.Function;

/** The arrival processes a profile can name; each entry makes the law of its gaps. */
@SuppressWarnings("ImmutableEnumChecker") // the factories hold no state
public enum ArrivalProcess {
  POISSON(spec -> new PoissonGaps()),
  GAMMA(spec -> new GammaGaps(spec.gammaShape())),
  CONSTANT(spec -> new ConstantGaps());

  private final Function<ArrivalSpec, GapLaw> factory;

  ArrivalProcess(Function<ArrivalSpec, GapLaw> factory) {
    this.factory = factory;
  }

  GapLaw gaps(ArrivalSpec spec) {
    return factory.apply(spec);
  }
}
