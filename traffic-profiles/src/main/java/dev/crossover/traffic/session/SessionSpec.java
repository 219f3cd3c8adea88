package dev.crossover.traffic.session;

import dev.crossover.engine.units.Count;
import dev.crossover.traffic.length.DurationSpec;
import dev.crossover.traffic.length.LengthSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Conversations of several turns, in place of requests that stand alone.
 *
 * @param turns requests of a session; either this or {@code continue_probability}
 * @param continueProbability chance of another turn after turn 1, 2, 3 and so on; the last one
 *     holds for all later turns
 * @param thinkTime from an answer to the next turn
 * @param context whether a turn's prompt holds all turns before it; accumulate unless given
 * @param newTokens what each turn after the first adds to the context; as {@code prompt} unless
 *     given
 * @param maxContext longest prompt: the oldest turns are left out until the rest fits; no limit
 *     unless given
 * @param onFailure what a turn without an answer does to its session; end unless given
 */
public record SessionSpec(
    @Nullable LengthSpec turns,
    @Nullable List<Double> continueProbability,
    DurationSpec thinkTime,
    @Nullable ContextRule context,
    @Nullable LengthSpec newTokens,
    @Nullable Count maxContext,
    @Nullable FailureRule onFailure) {
  public SessionSpec {
    if ((turns == null) == (continueProbability == null)) {
      throw new IllegalArgumentException(
          "needs either turns or continue_probability. Maybe turns: {distribution: geometric, mean:"
              + " 3}");
    }
    if (continueProbability != null) {
      continueProbability = probabilities(continueProbability);
    }
    if (maxContext != null && maxContext.value() < 1) {
      throw new IllegalArgumentException("max_context must be at least 1. Maybe 32k");
    }
  }

  private static List<Double> probabilities(List<Double> given) {
    if (given.isEmpty()) {
      throw new IllegalArgumentException("continue_probability is empty. Maybe [0.42, 0.62]");
    }
    for (double probability : given) {
      if (!(probability >= 0 && probability <= 1)) {
        throw new IllegalArgumentException(
            "continue_probability holds " + probability + ", not between 0 and 1. Maybe 0.42");
      }
    }
    if (given.get(given.size() - 1) >= 1) {
      throw new IllegalArgumentException(
          "continue_probability ends with 1: sessions would never end. Maybe 0.74");
    }
    return List.copyOf(given);
  }
}
