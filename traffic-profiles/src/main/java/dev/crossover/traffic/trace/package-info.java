/** Recorded traffic, replayed. */
@NullMarked
package dev.crossover.traffic.trace;

import org.jspecify.annotations.NullMarked;
