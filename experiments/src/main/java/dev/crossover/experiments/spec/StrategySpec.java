package dev.crossover.experiments.spec;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One way to serve the traffic; of its three kinds exactly one is given.
 *
 * @param name a to z, 0 to 9 and -
 * @param vllm an own fleet
 * @param hosted somebody's API
 * @param hybrid both
 */
public record StrategySpec(
    String name,
    @Nullable VllmSpec vllm,
    @Nullable HostedSpec hosted,
    @Nullable HybridSpec hybrid) {
  public StrategySpec {
    Rules.name("name", name);
    List<String> given = new ArrayList<>();
    if (vllm != null) {
      given.add("vllm");
    }
    if (hosted != null) {
      given.add("hosted");
    }
    if (hybrid != null) {
      given.add("hybrid");
    }
    Rules.require(
        !given.isEmpty(), "needs one of vllm, hosted and hybrid. Maybe add hosted: {model: ...}?");
    Rules.require(
        given.size() <= 1,
        "has two kinds, " + String.join(" and ", given) + ". Maybe split it into two strategies?");
  }

  /** The key of the kind that is given. */
  public String kind() {
    return vllm != null ? "vllm" : hosted != null ? "hosted" : "hybrid";
  }
}
