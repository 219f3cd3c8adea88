/** What traffic looks like: statistics of arrivals, lengths, sessions and shared prefixes. */
@NullMarked
package dev.crossover.traffic.analysis;

import org.jspecify.annotations.NullMarked;
