/** A traffic profile as written, and the stream of arrivals made of it. */
@NullMarked
package dev.crossover.traffic.profile;

import org.jspecify.annotations.NullMarked;
