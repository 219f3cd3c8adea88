package dev.crossover.traffic.session;

import dev.crossover.engine.kernel.RandomStream;
import dev.crossover.engine.kernel.RandomStreams;
import dev.crossover.engine.request.Arrival;
import dev.crossover.engine.serving.TokenContent;
import dev.crossover.traffic.content.SessionContent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The sessions in progress of one class, by slot: which turn each is at and what its prompts hold.
 * Everything about turn k of session s is drawn by (s, k); a turn sent again is the same turn under
 * a new id.
 */
final class Conversations {
  private static final int FIRST_CAPACITY = 64;

  private final SessionLaw law;
  private final LengthDraws lengths;
  private final TraitDraws traits;
  private final RequestLaws laws;
  private final RandomStream turnDraws;
  private final RandomStream thinkDraws;
  private final int owner;
  private final long firstId;

  private long[] sessions = new long[FIRST_CAPACITY];
  private int[] turnsOf = new int[FIRST_CAPACITY];
  private int[] turnOf = new int[FIRST_CAPACITY];
  private int[] requestOf = new int[FIRST_CAPACITY];
  private boolean[] open = new boolean[FIRST_CAPACITY];
  private boolean[] again = new boolean[FIRST_CAPACITY];
  private @Nullable SessionContent[] contents = new @Nullable SessionContent[FIRST_CAPACITY];

  /**
   * @param owner of the sessions' token streams
   */
  Conversations(
      SessionLaw law, RequestLaws laws, RequestTraits traits, int owner, RandomStreams streams) {
    this.law = law;
    this.laws = laws;
    this.lengths = new LengthDraws(laws, traits.className(), streams);
    this.traits = new TraitDraws(traits, streams);
    this.turnDraws = streams.stream(traits.className(), "turns");
    this.thinkDraws = streams.stream(traits.className(), "think time");
    this.owner = owner;
    this.firstId = RequestIds.first(traits.classIndex());
  }

  /** A new session in a slot that none is in. */
  void begin(int slot, long session) {
    if (slot >= sessions.length) {
      grow(Math.max(slot + 1, 2 * sessions.length));
    }
    sessions[slot] = session;
    turnsOf[slot] = law.turns().turns(turnDraws.uniform(session));
    turnOf[slot] = 0;
    requestOf[slot] = 0;
    open[slot] = false;
    again[slot] = false;
    contents[slot] = null;
  }

  long session(int slot) {
    return sessions[slot];
  }

  /** Whether something can still follow the request that the session sent last. */
  boolean awaits(int slot) {
    return law.retry() || turnOf[slot] < turnsOf[slot];
  }

  /** Whether this is the request whose end the session waits for. */
  boolean isOpen(int slot, long id) {
    return open[slot]
        && sessions[slot] == RequestIds.session(id)
        && requestOf[slot] == RequestIds.request(id);
  }

  /**
   * The next request of a session.
   *
   * @param into gets everything
   */
  void send(int slot, long nanos, Arrival into) {
    turnOf[slot] += again[slot] ? 0 : 1;
    requestOf[slot]++;
    open[slot] = true;
    long session = sessions[slot];
    long key = RequestIds.inSession(session, turnOf[slot]);
    into.id = firstId | RequestIds.inSession(session, requestOf[slot]);
    into.nanos = nanos;
    fillPrompt(slot, key, into);
    into.maxTokens = lengths.outputLimit();
    into.outputTokens = lengths.outputTokens(key);
    traits.apply(key, into);
    again[slot] = false;
  }

  /** The open request was answered; tells whether the session has another turn. */
  boolean answered(int slot, int outputTokens) {
    open[slot] = false;
    if (turnOf[slot] >= turnsOf[slot]) {
      return false;
    }
    SessionContent content = contents[slot];
    if (content != null) {
      long key = RequestIds.inSession(sessions[slot], turnOf[slot]);
      content.answered(outputTokens, lengths.thinkingTokens(key, outputTokens));
    }
    return requestOf[slot] < RequestIds.MOST_TURNS;
  }

  /** The open request got no answer; tells whether the session sends it again. */
  boolean failed(int slot) {
    open[slot] = false;
    again[slot] = law.retry() && requestOf[slot] < RequestIds.MOST_TURNS;
    return again[slot];
  }

  /** How long the user thinks before the session's next request. */
  long thinkNanos(int slot) {
    return law.think() == null
        ? 0
        : law.think()
            .nanos(thinkDraws.uniform(RequestIds.inSession(sessions[slot], requestOf[slot])));
  }

  /** Lets go of what a session holds that is over. */
  void end(int slot) {
    contents[slot] = null;
    open[slot] = false;
  }

  private void fillPrompt(int slot, long key, Arrival into) {
    SessionContent content = contents[slot];
    if (again[slot] && content != null) {
      fill(content.unanswered(), content.answerStream(), into);
      return;
    }
    TokenContent prefix = lengths.prefix(sessions[slot]);
    int added = lengths.newTokens(key, turnOf[slot] == 1 ? laws.prompt() : law.newTokens());
    if (!law.accumulate() || turnsOf[slot] == 1) {
      // Nothing of a session of one turn is asked for again.
      int room = Math.max(1, law.maxContext() - prefix.tokens());
      into.content = prefix;
      into.outputStream = TokenContent.PRIVATE_STREAM;
      into.promptTokens = prefix.tokens() + Math.min(added, room);
      return;
    }
    if (content == null) {
      content = new SessionContent(owner, sessions[slot], prefix, law.maxContext());
      contents[slot] = content;
    }
    fill(content.prompt(added), content.answerStream(), into);
  }

  private static void fill(TokenContent prompt, long answerStream, Arrival into) {
    into.content = prompt;
    into.outputStream = answerStream;
    into.promptTokens = prompt.tokens();
  }

  private void grow(int capacity) {
    sessions = Arrays.copyOf(sessions, capacity);
    turnsOf = Arrays.copyOf(turnsOf, capacity);
    turnOf = Arrays.copyOf(turnOf, capacity);
    requestOf = Arrays.copyOf(requestOf, capacity);
    open = Arrays.copyOf(open, capacity);
    again = Arrays.copyOf(again, capacity);
    contents = Arrays.copyOf(contents, capacity);
  }
}
