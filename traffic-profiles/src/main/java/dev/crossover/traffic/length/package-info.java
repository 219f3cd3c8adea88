/** How long prompts and outputs are. */
@NullMarked
package dev.crossover.traffic.length;

import org.jspecify.annotations.NullMarked;
