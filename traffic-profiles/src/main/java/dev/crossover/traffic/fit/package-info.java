/** Profiles fitted to recorded traffic. */
@NullMarked
package dev.crossover.traffic.fit;

import org.jspecify.annotations.NullMarked;
