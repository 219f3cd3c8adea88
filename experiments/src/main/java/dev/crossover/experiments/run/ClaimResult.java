package dev.crossover.experiments.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A claim of the experiment file beside what was found.
 *
 * @param id in the file
 * @param says the claim in words
 * @param source who says so; null where the file does not tell
 * @param at the point it speaks of, by swept path; empty without a sweep
 * @param found in the unit of the value it speaks of; null when the value does not exist
 * @param foundCi95 95 % interval of found; null with one replication
 * @param expected what the claim says
 * @param within tolerance as a share of expected
 * @param expectedVerdict what the file expects of the check
 * @param verdict what came out
 */
public record ClaimResult(
    String id,
    String says,
    @Nullable String source,
    Map<String, String> at,
    @Nullable Double found,
    @JsonProperty("found_ci95") @Nullable Interval foundCi95,
    double expected,
    double within,
    Verdict expectedVerdict,
    Verdict verdict) {
  public ClaimResult {
    Facts.present(id, "id");
    Facts.present(says, "says");
    at = Facts.copy(at, "at");
    if (found != null) {
      Facts.finite(found, "found");
    }
    Facts.finite(expected, "expected");
    Facts.notNegative(within, "within");
    Facts.present(expectedVerdict, "expected_verdict");
    Facts.present(verdict, "verdict");
  }

  /** The verdict contradicts the expected one; undecided contradicts nothing. */
  @JsonIgnore
  public boolean surprises() {
    return verdict != Verdict.UNDECIDED && verdict != expectedVerdict;
  }
}
