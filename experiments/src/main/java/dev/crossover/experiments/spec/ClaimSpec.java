package dev.crossover.experiments.spec;

import dev.crossover.engine.units.Share;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A statement that is checked against the results.
 *
 * @param id a to z, 0 to 9 and -
 * @param says the statement in words
 * @param source who says so
 * @param at points of the sweep that it is about, by path and value; all unless given
 * @param value path into a point's results
 * @param over what the value is divided by, another path into the same point's results; nothing
 *     unless given
 * @param expect what the statement says the value is
 * @param within how far the value may be off, relative to {@code expect}
 * @param verdict what this file expects of the statement; holds unless given
 */
public record ClaimSpec(
    String id,
    String says,
    @Nullable String source,
    @Nullable Map<TreePath, String> at,
    TreePath value,
    @Nullable TreePath over,
    ClaimNumber expect,
    Share within,
    @Nullable Verdict verdict) {
  /** What a check of a statement may come to. */
  public enum Verdict {
    /** The interval of the value lies within what is expected. */
    HOLDS,
    /** It lies wholly outside. */
    FAILS,
    /** It lies on both sides; more replications narrow it. */
    UNDECIDED
  }

  public ClaimSpec {
    Rules.name("id", id);
    at = at == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(at));
  }

  @Override
  public Map<TreePath, String> at() {
    return at == null ? Map.of() : at;
  }

  @Override
  public Verdict verdict() {
    return verdict == null ? Verdict.HOLDS : verdict;
  }
}
