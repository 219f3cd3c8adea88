package dev.crossover.traffic.profile;

import dev.crossover.traffic.content.SharedPrefixes;
import dev.crossover.traffic.length.Copula;
import dev.crossover.traffic.length.DurationDistribution;
import dev.crossover.traffic.length.LengthDistribution;
import dev.crossover.traffic.length.LengthSpec;
import dev.crossover.traffic.length.ShareDistribution;
import dev.crossover.traffic.session.RequestLaws;
import dev.crossover.traffic.session.RequestTraits;
import dev.crossover.traffic.session.SessionLaw;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a generated class draws its requests from.
 *
 * @param traits what requests have besides tokens
 * @param laws of their tokens
 * @param session of their conversations, or null where requests stand alone
 */
record GeneratedClass(RequestTraits traits, RequestLaws laws, @Nullable SessionLaw session) {
  static GeneratedClass of(ClassPlan plan, Path folder) {
    RequestKeys keys = plan.requests();
    LengthDistribution prompt =
        LengthDistribution.of(required(keys.prompt()), LengthDistribution.UNLIMITED, folder);
    return new GeneratedClass(
        traits(plan),
        laws(plan, prompt, folder),
        keys.session() == null ? null : SessionLaw.of(keys.session(), prompt, folder));
  }

  /** The laws of sessions, of one turn each where requests stand alone. */
  SessionLaw sessions() {
    return session == null ? SessionLaw.alone(laws.prompt()) : session;
  }

  static RequestTraits traits(ClassPlan plan) {
    RequestKeys keys = plan.requests();
    CacheSimilarSpec similar = keys.cacheSimilar();
    SwapModelSpec swap = keys.swapModel();
    return new RequestTraits(
        plan.index(),
        plan.name(),
        keys.priority() == null ? 0 : keys.priority().value(),
        keys.model(),
        keys.cancel() == null ? 0 : keys.cancel().probability().value(),
        keys.cancel() == null ? null : DurationDistribution.of(keys.cancel().after()),
        similar == null ? 0 : similar.hitRate().value(),
        similar == null ? 1 : similar.ttl().nanos(),
        swap == null ? 0 : swap.share().value(),
        swap == null ? null : swap.model());
  }

  private static RequestLaws laws(ClassPlan plan, LengthDistribution prompt, Path folder) {
    RequestKeys keys = plan.requests();
    int limit = keys.outputLimit();
    Double correlation = keys.correlation();
    return new RequestLaws(
        keys.prefix() == null
            ? SharedPrefixes.NONE
            : SharedPrefixes.of(keys.prefix(), plan.prefixOwner()),
        prompt,
        LengthDistribution.of(
            required(keys.output()), limit == 0 ? LengthDistribution.UNLIMITED : limit, folder),
        correlation == null || correlation == 0 ? null : new Copula(correlation),
        keys.reasoning() == null ? null : ShareDistribution.of(keys.reasoning()),
        keys.compressPrompt() == null ? 1 : 1 - keys.compressPrompt().value(),
        limit);
  }

  private static LengthSpec required(@Nullable LengthSpec value) {
    return Objects.requireNonNull(value, "checked when the profile was read");
  }
}
