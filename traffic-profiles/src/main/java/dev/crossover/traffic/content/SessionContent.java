package dev.crossover.traffic.content;

import dev.crossover.engine.serving.GrowingContent;
import dev.crossover.engine.serving.TokenContent;

/**
 * What the prompts of one session are made of: each is the one before it, the answer to that
 * without its thinking, and what the user adds. So an engine that still has the KV of a turn finds
 * it again in the next. The next prompt costs what it adds, however long the session is; only where
 * the oldest turns are left out, what remains is written anew.
 */
public final class SessionContent {
  /** Most turns of a session. */
  public static final int MAX_TURNS = TokenStreams.MAX_TURNS;

  /** Most sessions of an owner in a replication. */
  public static final long MAX_SESSIONS = TokenStreams.MAX_SESSIONS;

  private final int owner;
  private final long session;
  private final long userStream;
  private final TokenContent prefix;
  private final int maxContext;
  private GrowingContent context;
  private TokenContent last = TokenContent.PRIVATE;
  private int turn;
  private int userTokens;
  private boolean answerDue;

  /**
   * A session that has not begun.
   *
   * @param owner 0 for the profile, c + 1 for its class of index c
   * @param session its number, unique among the owner's sessions of a replication
   * @param prefix what its first prompt shares with other sessions
   * @param maxContext longest prompt: the oldest turns after the prefix are left out until the rest
   *     fits, and what is still too much is cut from the new tokens, of which one stays
   */
  public SessionContent(int owner, long session, TokenContent prefix, int maxContext) {
    this.owner = owner;
    this.session = session;
    this.userStream = TokenStreams.user(owner, session);
    this.prefix = prefix;
    this.maxContext = maxContext;
    this.context = new GrowingContent(prefix);
  }

  /**
   * The next prompt.
   *
   * @param newTokens what the user adds to the conversation, at least 1
   */
  public TokenContent prompt(int newTokens) {
    if (answerDue) {
      throw new IllegalStateException("turn " + turn + " has no answer yet");
    }
    int most = Math.max(1, maxContext - prefix.tokens());
    int added = Math.min(newTokens, most);
    if (context.tokens() - prefix.tokens() > most - added) {
      leaveOutOldest(most - added);
    }
    context.append(userStream, userTokens, added);
    userTokens = Math.addExact(userTokens, added);
    turn++;
    answerDue = true;
    last = context.content();
    return last;
  }

  /** The prompt that waits for its answer, for a user who sends it again. */
  public TokenContent unanswered() {
    if (!answerDue) {
      throw new IllegalStateException("no prompt waits for an answer");
    }
    return last;
  }

  /** The stream of the answer to the last prompt. */
  public long answerStream() {
    if (turn == 0) {
      throw new IllegalStateException("the session has not begun");
    }
    return TokenStreams.answer(owner, session, turn);
  }

  /**
   * The last prompt was answered.
   *
   * @param outputTokens tokens of the answer, at least 1
   * @param thinkingTokens how many of them, the first ones, are left out of the context
   */
  public void answered(int outputTokens, int thinkingTokens) {
    if (!answerDue) {
      throw new IllegalStateException("no prompt waits for an answer");
    }
    if (thinkingTokens < outputTokens) {
      context.append(answerStream(), thinkingTokens, outputTokens - thinkingTokens);
    }
    answerDue = false;
  }

  /** Keeps the latest turns that have at most {@code room} tokens together. */
  private void leaveOutOldest(int room) {
    TokenContent all = context.content();
    int excess = all.tokens() - prefix.tokens() - room;
    int kept = prefix.size();
    while (kept < all.size() && (excess > 0 || all.stream(kept) != userStream)) {
      excess -= all.length(kept);
      kept++;
    }
    context = new GrowingContent(prefix);
    for (int i = kept; i < all.size(); i++) {
      context.append(all.stream(i), all.offset(i), all.length(i));
    }
  }
}
