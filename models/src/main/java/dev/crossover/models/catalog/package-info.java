/** LLMs, GPUs, instances and hosted models, as dated facts with their source. */
@NullMarked
package dev.crossover.models.catalog;

import org.jspecify.annotations.NullMarked;
