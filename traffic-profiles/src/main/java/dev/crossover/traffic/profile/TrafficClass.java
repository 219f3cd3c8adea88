package dev.crossover.traffic.profile;

import org.jspecify.annotations.Nullable;

/**
 * One class of a profile's traffic, by its index in the stream.
 *
 * @param name unique in the profile
 * @param slo what each of its requests must keep, or null where it has no bounds of its own
 * @param model the model its clients ask for, or null where they leave that to the strategy
 */
public record TrafficClass(String name, @Nullable ClassSloSpec slo, @Nullable String model) {}
