package dev.crossover.experiments.spec;

import dev.crossover.engine.units.TimeSpan;
import org.jspecify.annotations.Nullable;

/**
 * Phases of a replica's start that differ from the catalogue.
 *
 * @param provision request for an instance to a ready node
 * @param imagePull the serving image onto the node
 * @param weights weights from storage into GPU memory
 * @param engineStart vLLM's own start: compile, profile, capture
 */
public record StartupSpec(
    @Nullable TimeSpan provision,
    @Nullable TimeSpan imagePull,
    @Nullable TimeSpan weights,
    @Nullable TimeSpan engineStart) {
  static final StartupSpec AS_CATALOGUED = new StartupSpec(null, null, null, null);
}
