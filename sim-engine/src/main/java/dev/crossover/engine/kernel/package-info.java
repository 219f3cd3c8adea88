/** Simulated time: the DSOL calendar, the order of simultaneous events, random streams. */
@NullMarked
package dev.crossover.engine.kernel;

import org.jspecify.annotations.NullMarked;
