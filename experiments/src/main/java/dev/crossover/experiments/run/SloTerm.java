package dev.crossover.experiments.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * One term of the SLO and how it came out.
 *
 * @param term as in YAML: {@code ttft_p99}, {@code success}
 * @param limit seconds, or for {@code success} the least share
 * @param value what was found, in the limit's unit; null when nothing completed or arrived
 * @param met within the limit, in the worst window too; never where success is missed
 * @param worstWindow the value in the window where it was worst; null without windows
 * @param worstWindowStartS when that window began, seconds from the start of the measured window
 */
public record SloTerm(
    String term,
    double limit,
    @Nullable Double value,
    boolean met,
    @Nullable Double worstWindow,
    @JsonProperty("worst_window_start_s") @Nullable Double worstWindowStartS) {
  public SloTerm {
    Facts.present(term, "term");
    Facts.notNegative(limit, "limit");
    Facts.notNegative(value, "value");
    Facts.notNegative(worstWindow, "worst_window");
    Facts.notNegative(worstWindowStartS, "worst_window_start_s");
  }
}
