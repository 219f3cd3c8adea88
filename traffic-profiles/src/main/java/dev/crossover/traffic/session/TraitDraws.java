package dev.crossover.traffic.session;

import dev.crossover.engine.kernel.RandomStream;
import dev.crossover.engine.kernel.RandomStreams;
import dev.crossover.engine.request.Arrival;
import dev.crossover.engine.request.Reason;
import dev.crossover.traffic.length.DurationDistribution;
import org.jspecify.annotations.Nullable;

/** Draws who gives up, what a cache answers and which model is asked, each by the request's key. */
final class TraitDraws {
  private final int classIndex;
  private final int priority;
  private final @Nullable String model;
  private final double cancelShare;
  private final @Nullable DurationDistribution patience;
  private final double similarShare;
  private final double similarNanos;
  private final double swapShare;
  private final @Nullable String swapModel;
  private final RandomStream cancels;
  private final RandomStream waits;
  private final RandomStream similar;
  private final RandomStream swaps;

  TraitDraws(RequestTraits traits, RandomStreams streams) {
    classIndex = traits.classIndex();
    priority = traits.priority();
    model = traits.model();
    cancelShare = traits.cancelShare();
    patience = traits.patience();
    similarShare = traits.similarShare();
    similarNanos = traits.similarNanos();
    swapShare = traits.swapShare();
    swapModel = traits.swapModel();
    cancels = streams.stream(traits.className(), "cancel");
    waits = streams.stream(traits.className(), "cancel after");
    similar = streams.stream(traits.className(), "similar");
    swaps = streams.stream(traits.className(), "swap model");
  }

  /**
   * Fills in all traits.
   *
   * @param key of the request in its class
   * @param into whose time is known
   */
  void apply(long key, Arrival into) {
    into.classIndex = classIndex;
    into.priority = priority;
    into.cacheSalt = 0;
    into.lora = 0;
    into.model = swapModel != null && swaps.uniform(key) < swapShare ? swapModel : model;
    into.giveUpNanos = Arrival.NEVER;
    into.giveUpReason = Reason.CANCELLED;
    if (patience != null && cancels.uniform(key) < cancelShare) {
      into.giveUpNanos = into.nanos + patience.nanos(waits.uniform(key));
    }
    into.answeredByCache = similarShare > 0 && similar.uniform(key) < similarNow(into.nanos);
  }

  /** The earlier query lies evenly within the time to live: before time 0 there was none. */
  private double similarNow(long nanos) {
    return similarShare * Math.min(1, nanos / similarNanos);
  }
}
