package dev.crossover.traffic.session;

import dev.crossover.engine.kernel.RandomStream;
import dev.crossover.engine.kernel.RandomStreams;
import dev.crossover.engine.request.Arrival;
import dev.crossover.engine.request.ArrivalStream;
import dev.crossover.engine.request.Fate;
import dev.crossover.traffic.length.DurationDistribution;
import org.jspecify.annotations.Nullable;

/**
 * Users in a closed loop: each has one request in flight at most and goes from session to session,
 * or from request to request where there are none, with a think time between them.
 */
public final class UserStream implements ClassStream {
  private final Conversations conversations;
  private final @Nullable DurationDistribution pause;
  private final RandomStream pauseDraws;
  private final long[] sessionsOf;
  private final int sessionBits;
  private final TurnQueue due = new TurnQueue();
  private final boolean[] inSession;
  private final long endNanos;
  private long left;

  /**
   * @param law of sessions, or of requests that stand alone
   * @param owner of the sessions' token streams
   * @param endNanos nothing arrives from here on
   */
  public UserStream(
      ClosedLoopSpec loop,
      SessionLaw law,
      RequestLaws laws,
      RequestTraits traits,
      int owner,
      RandomStreams streams,
      long endNanos) {
    int users = loop.clients();
    this.conversations = new Conversations(law, laws, traits, owner, streams);
    this.pause = loop.thinkTime() == null ? null : DurationDistribution.of(loop.thinkTime());
    this.pauseDraws = streams.stream(traits.className(), "user think time");
    this.sessionsOf = new long[users];
    this.inSession = new boolean[users];
    this.sessionBits =
        RequestIds.SESSION_BITS - (Integer.SIZE - Integer.numberOfLeadingZeros(users - 1));
    this.endNanos = endNanos;
    this.left = loop.limit();
    for (int user = 0; user < users; user++) {
      long begin = loop.beginNanos(user);
      if (begin < endNanos) {
        due.add(begin, user, user);
      }
    }
  }

  @Override
  public long nextNanos() {
    return left == 0 ? ArrivalStream.NONE : due.firstNanos();
  }

  @Override
  public void next(Arrival into) {
    long nanos = due.firstNanos();
    int user = due.remove();
    if (!inSession[user]) {
      conversations.begin(user, nextSession(user));
      inSession[user] = true;
    }
    conversations.send(user, nanos, into);
    left--;
  }

  @Override
  public boolean awaitsCompletions() {
    return true;
  }

  @Override
  public void completed(long id, long nanos, Fate fate, int outputTokens) {
    int user = (int) (RequestIds.session(id) >>> sessionBits);
    if (!conversations.isOpen(user, id)) {
      return;
    }
    boolean answered = fate == Fate.COMPLETED;
    inSession[user] =
        answered ? conversations.answered(user, outputTokens) : conversations.failed(user);
    long wait = inSession[user] ? conversations.thinkNanos(user) : pauseNanos(user);
    if (!inSession[user]) {
      conversations.end(user);
    }
    long following = nanos + (answered ? wait : Math.max(wait, SessionStream.RETRY_NANOS));
    if (following < endNanos) {
      due.add(following, user, user);
    }
  }

  /** Between two sessions, drawn by the one that is over. */
  private long pauseNanos(int user) {
    return pause == null ? 0 : pause.nanos(pauseDraws.uniform(conversations.session(user)));
  }

  private long nextSession(int user) {
    long number = sessionsOf[user]++;
    if (number >>> sessionBits != 0) {
      throw new IllegalStateException("user " + user + " has had " + number + " sessions");
    }
    return (long) user << sessionBits | number;
  }
}
