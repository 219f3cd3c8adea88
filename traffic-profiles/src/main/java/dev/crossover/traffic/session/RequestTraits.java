package dev.crossover.traffic.session;

import dev.crossover.traffic.length.DurationDistribution;
import org.jspecify.annotations.Nullable;

/**
 * What the requests of a class have besides their tokens.
 *
 * @param classIndex of the class in the profile, from 0
 * @param className names its random draws
 * @param priority lower is more important
 * @param model that the clients ask for, or null
 * @param cancelShare share of the requests whose client gives up
 * @param patience how long such a client waits; null where nobody gives up
 * @param similarShare share of the requests that a warm cache answers
 * @param similarNanos how long the cache keeps an answer, above 0
 * @param swapShare share of the requests that go to another model
 * @param swapModel that model, or null where there is none
 */
public record RequestTraits(
    int classIndex,
    String className,
    int priority,
    @Nullable String model,
    double cancelShare,
    @Nullable DurationDistribution patience,
    double similarShare,
    long similarNanos,
    double swapShare,
    @Nullable String swapModel) {
  /** The traits of a class that has none. */
  public static RequestTraits plain(int classIndex, String className) {
    return new RequestTraits(classIndex, className, 0, null, 0, null, 0, 1, 0, null);
  }
}
