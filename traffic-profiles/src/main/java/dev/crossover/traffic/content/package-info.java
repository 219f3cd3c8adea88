/** What prompts have in common: shared prefixes and the turns of a session. */
@NullMarked
package dev.crossover.traffic.content;

import org.jspecify.annotations.NullMarked;
