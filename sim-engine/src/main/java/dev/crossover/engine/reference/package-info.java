/** The same engine in plain words: the oracle the fast one must equal. */
@NullMarked
package dev.crossover.engine.reference;

import org.jspecify.annotations.NullMarked;
