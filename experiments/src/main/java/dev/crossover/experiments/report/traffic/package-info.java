/** What traffic looks like, for a terminal and as a page of charts. */
@NullMarked
package dev.crossover.experiments.report.traffic;

import org.jspecify.annotations.NullMarked;
