package dev.crossover.experiments.report.bench;

import org.jspecify.annotations.Nullable;

/**
 * What a benchmark was of, for the head of its file.
 *
 * @param point number of the point, from 1
 * @param strategy its name
 * @param replication from 0
 * @param seed of the experiment
 * @param model who answered
 * @param requestsPerSecond configured mean rate; null for a replay
 * @param burstiness gamma shape of the gaps; infinite for equal gaps, null for a replay
 */
public record BenchSetup(
    int point,
    String strategy,
    int replication,
    long seed,
    String model,
    @Nullable Double requestsPerSecond,
    @Nullable Double burstiness) {}
