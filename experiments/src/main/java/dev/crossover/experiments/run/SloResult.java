package dev.crossover.experiments.run;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a strategy met the SLO.
 *
 * @param met every term is met
 * @param enforced a miss fails the run
 * @param terms success first, then in the file's order
 * @param goodputShare share of arrived requests that completed within all request-level bounds;
 *     null without such bounds
 */
public record SloResult(
    boolean met, boolean enforced, List<SloTerm> terms, @Nullable Double goodputShare) {
  public SloResult {
    terms = Facts.copy(terms, "terms");
    Facts.notNegative(goodputShare, "goodput_share");
    boolean all = terms.stream().allMatch(SloTerm::met);
    Facts.require(met == all, "met is %s, but %s of its terms", met, all ? "all are" : "not all");
  }
}
