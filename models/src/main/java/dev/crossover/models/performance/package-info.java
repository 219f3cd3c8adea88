/** Step time, KV capacity and start-up time of a model on an instance. */
@NullMarked
package dev.crossover.models.performance;

import org.jspecify.annotations.NullMarked;
