package dev.crossover.traffic.profile;

import dev.crossover.engine.kernel.RandomStreams;
import dev.crossover.traffic.arrival.PeakHour;
import dev.crossover.traffic.session.SessionLaw;
import dev.crossover.traffic.session.SessionSample;

/**
 * What a request of a class is in the mean. Contexts that grow and are cut have no closed form, so
 * sessions are drawn, always the same ones.
 *
 * @param turns of a session, 1 where requests stand alone
 * @param promptTokens of a request
 * @param outputTokens of a request
 */
record SessionMeans(double turns, double promptTokens, double outputTokens) {
  private static final int SESSIONS = 20_000;

  static SessionMeans of(GeneratedClass generated, int owner) {
    SessionLaw session = generated.session();
    double output = generated.laws().output().mean();
    if (session == null) {
      return new SessionMeans(1, generated.laws().meanPrompt(), output);
    }
    SessionSample sample =
        SessionSample.of(
            session,
            generated.laws(),
            generated.traits(),
            owner,
            new RandomStreams(0, 0),
            SESSIONS);
    return new SessionMeans(session.meanTurns(), sample.promptTokens(), output);
  }

  static PeakHour scaled(PeakHour starts, double turns) {
    return new PeakHour(starts.start(), starts.perSecond() * turns);
  }
}
