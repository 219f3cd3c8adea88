/** The vLLM engine, stepping fast: scheduler, KV blocks, decode leaps. */
@NullMarked
package dev.crossover.engine.serving;

import org.jspecify.annotations.NullMarked;
