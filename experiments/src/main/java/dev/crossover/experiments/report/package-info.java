/** Results as files and tables. */
@NullMarked
package dev.crossover.experiments.report;

import org.jspecify.annotations.NullMarked;
