package dev.crossover.experiments.report;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a run's files are.
 *
 * @param folder that holds them
 * @param problem what went wrong, to be shown as an error, such as that it is not the folder asked
 *     for; null when all is well
 */
public record Published(Path folder, @Nullable String problem) {}
