/** Replicas, load balancing, hosted APIs and the gateway in front of them. */
@NullMarked
package dev.crossover.engine.fleet;

import org.jspecify.annotations.NullMarked;
