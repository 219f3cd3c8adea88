package dev.crossover.traffic.session;

import dev.crossover.traffic.length.LengthDistribution;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.math3.util.FastMath;
import org.jspecify.annotations.Nullable;

/** How many turns a session has, by inversion: one uniform draw, one number. */
final class TurnLaw {
  static final TurnLaw ONE = new TurnLaw(null, List.of(0.0));

  private final @Nullable LengthDistribution drawn;

  /** Chance of more than k turns, by k. */
  private final double[] more;

  /** Chance of another turn after any beyond those of {@link #more}. */
  private final double last;

  private TurnLaw(@Nullable LengthDistribution drawn, List<Double> probabilities) {
    this.drawn = drawn;
    this.more = new double[probabilities.size()];
    double still = 1;
    for (int k = 0; k < more.length; k++) {
      more[k] = still;
      still *= probabilities.get(k);
    }
    this.last = probabilities.get(more.length - 1);
  }

  static TurnLaw of(SessionSpec spec, Path folder) {
    if (spec.continueProbability() != null) {
      return new TurnLaw(null, spec.continueProbability());
    }
    if (spec.turns() == null) {
      throw new IllegalArgumentException("a session without turns");
    }
    LengthDistribution turns = LengthDistribution.of(spec.turns(), RequestIds.MOST_TURNS, folder);
    return new TurnLaw(turns, List.of(0.0));
  }

  /**
   * Turns, at least 1, non-decreasing in the draw.
   *
   * @param uniform in (0, 1)
   */
  int turns(double uniform) {
    if (drawn != null) {
      return drawn.tokens(uniform);
    }
    double above = 1 - uniform;
    int turns = 1;
    while (turns < more.length && above <= more[turns]) {
      turns++;
    }
    double tail = more[more.length - 1] * last;
    if (turns == more.length && above <= tail) {
      // Beyond the list the number is geometric: each further turn needs a factor of `last`.
      double further = FastMath.log(above / tail) / FastMath.log(last);
      turns += 1 + (int) Math.min(further, RequestIds.MOST_TURNS);
    }
    return Math.min(turns, RequestIds.MOST_TURNS);
  }

  /** Expected turns, of sessions that are cut at the longest too. */
  double mean() {
    if (drawn != null) {
      return drawn.mean();
    }
    int listed = Math.min(more.length, RequestIds.MOST_TURNS);
    double sum = 0;
    for (int k = 0; k < listed; k++) {
      sum += more[k];
    }
    double further = 1 - FastMath.pow(last, RequestIds.MOST_TURNS - listed);
    return sum + more[more.length - 1] * last * further / (1 - last);
  }
}
