package dev.crossover.engine.fleet;

import dev.crossover.engine.request.Backend;

/** One line of a hybrid's routing table: where the condition holds, requests go there. */
public record RouteRule(RouteCondition when, Backend to) {}
