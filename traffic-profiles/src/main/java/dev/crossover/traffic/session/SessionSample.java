package dev.crossover.traffic.session;

import dev.crossover.engine.kernel.RandomStreams;
import dev.crossover.engine.request.Arrival;

/**
 * What the requests of sessions amount to that nothing cuts short.
 *
 * @param requests of all sessions drawn
 * @param promptTokens mean of a request
 */
public record SessionSample(long requests, double promptTokens) {
  /** Draws the first sessions of a replication, each to its end. */
  public static SessionSample of(
      SessionLaw law,
      RequestLaws laws,
      RequestTraits traits,
      int owner,
      RandomStreams streams,
      int sessions) {
    Conversations one = new Conversations(law, laws, traits, owner, streams);
    Arrival request = new Arrival();
    long requests = 0;
    double tokens = 0;
    for (int session = 0; session < sessions; session++) {
      one.begin(0, session);
      boolean more = true;
      while (more) {
        one.send(0, 0, request);
        requests++;
        tokens += request.promptTokens;
        more = one.answered(0, request.outputTokens);
      }
    }
    return new SessionSample(requests, tokens / requests);
  }
}
