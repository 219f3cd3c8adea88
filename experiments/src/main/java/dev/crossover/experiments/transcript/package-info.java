/**
 * Recorded runs of the real vLLM scheduler: read, repeated with one engine, written in the same
 * form, compared.
 */
@NullMarked
package dev.crossover.experiments.transcript;

import org.jspecify.annotations.NullMarked;
