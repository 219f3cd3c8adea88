package dev.crossover.experiments.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What the results say of a claim. */
public enum Verdict {
  /** The interval lies inside what the claim allows. */
  @JsonProperty("holds")
  HOLDS,
  /** The interval lies wholly outside. */
  @JsonProperty("fails")
  FAILS,
  /** The interval lies across the border, or nothing was found. */
  @JsonProperty("undecided")
  UNDECIDED;

  /** The name in YAML and results. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
