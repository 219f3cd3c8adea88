/** Experiment files: strict YAML in, checked facts out. */
@NullMarked
package dev.crossover.experiments.spec;

import org.jspecify.annotations.NullMarked;
