package dev.crossover.experiments.transcript;

import dev.crossover.engine.serving.EngineRequest;

/**
 * A request of a recording.
 *
 * @param id its name
 * @param arriveStep it is there before this schedule call
 * @param request what the engine gets; its tag is the request's place in the file
 */
record RecordedRequest(String id, int arriveStep, EngineRequest request) {}
