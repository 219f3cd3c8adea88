/** Serving before continuous batching: whole batches of requests, and KV memory in one piece. */
@NullMarked
package dev.crossover.engine.batching;

import org.jspecify.annotations.NullMarked;
