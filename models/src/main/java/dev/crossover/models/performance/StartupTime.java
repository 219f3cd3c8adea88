package dev.crossover.models.performance;

import dev.crossover.engine.units.TimeSpan;
import dev.crossover.models.catalog.InstanceType;
import dev.crossover.models.catalog.LlmSpec;
import org.jspecify.annotations.Nullable;

/**
 * From the request for an instance to an engine that answers, phase by phase.
 *
 * @param provision request to a ready node
 * @param imagePull the serving image onto the node
 * @param weights weights from storage into GPU memory
 * @param engineStart vLLM's own start: compile, profile, capture
 */
public record StartupTime(
    TimeSpan provision, TimeSpan imagePull, TimeSpan weights, TimeSpan engineStart) {
  /** What the catalogue says: the weights take their bytes over the instance's bandwidth. */
  public static StartupTime of(LlmSpec llm, InstanceType instance) {
    InstanceType.Startup startup = instance.startup();
    double nanos = llm.weightBytes(1) / startup.weightsGbPerS();
    return new StartupTime(
        startup.provision(),
        startup.imagePull(),
        new TimeSpan((long) Math.ceil(nanos)),
        llm.engineStart().time());
  }

  /** The same with the phases that are given replaced. */
  public StartupTime with(
      @Nullable TimeSpan givenProvision,
      @Nullable TimeSpan givenImagePull,
      @Nullable TimeSpan givenWeights,
      @Nullable TimeSpan givenEngineStart) {
    return new StartupTime(
        givenProvision == null ? provision : givenProvision,
        givenImagePull == null ? imagePull : givenImagePull,
        givenWeights == null ? weights : givenWeights,
        givenEngineStart == null ? engineStart : givenEngineStart);
  }

  /** All four phases, nanoseconds. */
  public long nanos() {
    return provision.nanos() + imagePull.nanos() + weights.nanos() + engineStart.nanos();
  }
}
