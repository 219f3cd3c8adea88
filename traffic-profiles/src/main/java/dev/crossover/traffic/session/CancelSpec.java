package dev.crossover.traffic.session;

import dev.crossover.engine.units.Share;
import dev.crossover.traffic.length.DurationSpec;

/**
 * Clients who give up on requests that take too long for them.
 *
 * @param probability share of the requests whose client does not wait for ever
 * @param after how long such a client waits, from the request's arrival to its last token
 */
public record CancelSpec(Share probability, DurationSpec after) {}
