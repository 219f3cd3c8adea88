package dev.crossover.traffic.fit;

import dev.crossover.traffic.analysis.TrafficSummary;
import dev.crossover.traffic.profile.ProfileSpec;

/**
 * A profile fitted to a recording, and how well it fits.
 *
 * @param spec the profile
 * @param yaml the same as a file, with a comment that says where it comes from
 * @param recorded what the recording looks like, a slow clock's ticks smoothed out
 * @param quality generated traffic beside it
 */
public record FittedProfile(
    ProfileSpec spec, String yaml, TrafficSummary recorded, FitQuality quality) {}
