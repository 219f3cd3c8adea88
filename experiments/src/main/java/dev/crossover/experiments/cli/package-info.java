/** The command line. */
@NullMarked
package dev.crossover.experiments.cli;

import org.jspecify.annotations.NullMarked;
