/** What clients ask, and what became of it. */
@NullMarked
package dev.crossover.engine.request;

import org.jspecify.annotations.NullMarked;
