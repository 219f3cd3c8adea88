package dev.crossover.experiments.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the measured requests ended: every arrival has exactly one fate.
 *
 * @param arrived completed + rejected + failed + unfinished
 * @param completed answered in full
 * @param rejected refused before service
 * @param failed given up after it was accepted
 * @param unfinished still open when the drain ended
 * @param reasons why requests were rejected or failed; sums to rejected + failed
 * @param answeredByCache of the completed ones, those answered from a similar query; null without
 *     such a cache
 */
public record RequestCounts(
    long arrived,
    long completed,
    long rejected,
    long failed,
    long unfinished,
    Map<String, Long> reasons,
    @Nullable Long answeredByCache) {
  public RequestCounts {
    reasons = Facts.copy(reasons, "reasons");
    Facts.require(
        completed >= 0 && rejected >= 0 && failed >= 0 && unfinished >= 0,
        "a count of requests is negative: %s completed, %s rejected, %s failed, %s unfinished",
        completed,
        rejected,
        failed,
        unfinished);
    Facts.require(
        arrived == completed + rejected + failed + unfinished,
        "%s arrived, but %s completed + %s rejected + %s failed + %s unfinished",
        arrived,
        completed,
        rejected,
        failed,
        unfinished);
    long explained = reasons.values().stream().mapToLong(Long::longValue).sum();
    Facts.require(
        explained == rejected + failed,
        "%s rejected + %s failed, but reasons sum to %s",
        rejected,
        failed,
        explained);
    Facts.require(
        answeredByCache == null || (answeredByCache >= 0 && answeredByCache <= completed),
        "answered_by_cache (%s) is outside 0..%s completed",
        answeredByCache,
        completed);
  }

  /** Completed over arrived, 0 to 1; null when nothing arrived. */
  @JsonIgnore
  public @Nullable Double success() {
    return arrived == 0 ? null : (double) completed / arrived;
  }
}
