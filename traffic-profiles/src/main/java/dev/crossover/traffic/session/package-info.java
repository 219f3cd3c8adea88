/** Requests that wait for one another: conversations, closed loops and batch jobs. */
@NullMarked
package dev.crossover.traffic.session;

import org.jspecify.annotations.NullMarked;
