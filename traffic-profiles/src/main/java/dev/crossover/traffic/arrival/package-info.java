/** When requests come: rates, seasons and arrival processes. */
@NullMarked
package dev.crossover.traffic.arrival;

import org.jspecify.annotations.NullMarked;
