package dev.crossover.traffic.arrival;

import java.util.function.Function;

/** The arrival processes a profile can name; each entry makes the law of its gaps. */
@SuppressWarnings("ImmutableEnumChecker") // the factories hold no state
public enum ArrivalProcess {
  /** Exponential gaps: requests that know nothing of each other. */
  POISSON(spec -> new PoissonGaps()),
  /** Gamma gaps, burstier or more even than Poisson by {@code burstiness} or {@code cv}. */
  GAMMA(spec -> new GammaGaps(spec.gammaShape())),
  /** Weibull gaps, another burstier or more even law, by {@code shape} or {@code cv}. */
  WEIBULL(spec -> new WeibullGaps(spec.weibullShape())),
  /** Gaps all alike. */
  CONSTANT(spec -> new ConstantGaps());

  private final Function<ArrivalSpec, GapLaw> factory;

  ArrivalProcess(Function<ArrivalSpec, GapLaw> factory) {
    this.factory = factory;
  }

  GapLaw gaps(ArrivalSpec spec) {
    return factory.apply(spec);
  }
}
