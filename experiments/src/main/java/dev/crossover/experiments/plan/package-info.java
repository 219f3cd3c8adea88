/** Which scenarios a file asks for: sweeps and their points. */
@NullMarked
package dev.crossover.experiments.plan;

import org.jspecify.annotations.NullMarked;
