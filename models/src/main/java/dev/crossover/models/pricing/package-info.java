/** What usage costs: rate cards, purchase options, the monthly bill. */
@NullMarked
package dev.crossover.models.pricing;

import org.jspecify.annotations.NullMarked;
