package dev.crossover.traffic.profile;

import dev.crossover.engine.units.Count;
import dev.crossover.engine.units.Share;
import dev.crossover.traffic.content.PrefixSpec;
import dev.crossover.traffic.length.LengthSpec;
import dev.crossover.traffic.length.ShareSpec;
import dev.crossover.traffic.session.CancelSpec;
import dev.crossover.traffic.session.SessionSpec;
import org.jspecify.annotations.Nullable;

/** The keys of a profile or a class that say what each of its requests is. */
record RequestKeys(
    @Nullable LengthSpec prompt,
    @Nullable LengthSpec output,
    @Nullable Double correlation,
    @Nullable ShareSpec reasoning,
    @Nullable PrefixSpec prefix,
    @Nullable SessionSpec session,
    @Nullable Count maxTokens,
    @Nullable ClassSloSpec slo,
    @Nullable PrioritySpec priority,
    @Nullable CancelSpec cancel,
    @Nullable String model,
    @Nullable Share compressPrompt,
    @Nullable CacheSimilarSpec cacheSimilar,
    @Nullable SwapModelSpec swapModel) {
  /** These keys, and the other's where there are none. */
  RequestKeys over(RequestKeys other) {
    return new RequestKeys(
        first(prompt, other.prompt),
        first(output, other.output),
        first(correlation, other.correlation),
        first(reasoning, other.reasoning),
        first(prefix, other.prefix),
        first(session, other.session),
        first(maxTokens, other.maxTokens),
        first(slo, other.slo),
        first(priority, other.priority),
        first(cancel, other.cancel),
        first(model, other.model),
        first(compressPrompt, other.compressPrompt),
        first(cacheSimilar, other.cacheSimilar),
        first(swapModel, other.swapModel));
  }

  /** What a class of this pace can take over from its profile. */
  RequestKeys fitFor(LoadKeys load) {
    boolean traced = load.replay() != null;
    return new RequestKeys(
        traced ? null : prompt,
        traced ? null : output,
        traced ? null : correlation,
        traced ? null : reasoning,
        traced ? null : prefix,
        traced || !load.mayHaveSessions() ? null : session,
        maxTokens,
        slo,
        priority,
        cancel,
        model,
        traced ? null : compressPrompt,
        cacheSimilar,
        swapModel);
  }

  /** The limit on output tokens, 0 for none, as an arrival carries it. */
  int outputLimit() {
    return maxTokens == null ? 0 : (int) maxTokens.value();
  }

  static <T> @Nullable T first(@Nullable T own, @Nullable T inherited) {
    return own == null ? inherited : own;
  }
}
