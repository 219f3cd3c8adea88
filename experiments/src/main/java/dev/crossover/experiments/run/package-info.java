/** Scenarios assembled, run and summed up; the embedding entry point. */
@NullMarked
package dev.crossover.experiments.run;

import org.jspecify.annotations.NullMarked;
