/** Results as {@code vllm bench serve} writes them: the same keys, units and statistics. */
@NullMarked
package dev.crossover.experiments.report.bench;

import org.jspecify.annotations.NullMarked;
