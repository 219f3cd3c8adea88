/** What is measured and what is billed: histograms, integrals, the usage ledger. */
@NullMarked
package dev.crossover.engine.metering;

import org.jspecify.annotations.NullMarked;
