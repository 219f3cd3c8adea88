/**
 * Quantities as people write them: {@code 500ms}, {@code 10M/month}, {@code 32k}, {@code 99.9%}.
 */
@NullMarked
package dev.crossover.engine.units;

import org.jspecify.annotations.NullMarked;
