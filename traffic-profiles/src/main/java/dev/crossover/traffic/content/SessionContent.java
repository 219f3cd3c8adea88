package dev.crossover.traffic.content;

import dev.crossover.engine.serving.TokenContent;
import java.util.Arrays;

/**
 * What the prompts of one session are made of: each is the one before it, the answer to that, and
 * what the user adds. So an engine that still has the KV of a turn finds it again in the next.
 */
public final class SessionContent {
  private final long session;
  private long[] streams;
  private int[] offsets;
  private int[] lengths;
  private int size;
  private int turn;
  private int userTokens;
  private boolean answerDue;

  /**
   * A session that has not begun.
   *
   * @param session its number, unique among the sessions of a replication
   * @param prefix what its first prompt shares with other sessions
   */
  public SessionContent(long session, TokenContent prefix) {
    this.session = session;
    this.streams = new long[prefix.size() + 4];
    this.offsets = new int[prefix.size() + 4];
    this.lengths = new int[prefix.size() + 4];
    for (int i = 0; i < prefix.size(); i++) {
      add(prefix.stream(i), prefix.offset(i), prefix.length(i));
    }
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
    add(TokenStreams.user(session), userTokens, newTokens);
    userTokens = Math.addExact(userTokens, newTokens);
    turn++;
    answerDue = true;
    return TokenContent.of(
        Arrays.copyOf(streams, size), Arrays.copyOf(offsets, size), Arrays.copyOf(lengths, size));
  }

  /** The stream of the answer to the last prompt. */
  public long answerStream() {
    if (turn == 0) {
      throw new IllegalStateException("the session has not begun");
    }
    return TokenStreams.answer(session, turn);
  }

  /**
   * The last prompt was answered.
   *
   * @param outputTokens tokens of the answer, at least 1
   */
  public void answered(int outputTokens) {
    if (!answerDue) {
      throw new IllegalStateException("no prompt waits for an answer");
    }
    add(answerStream(), 0, outputTokens);
    answerDue = false;
  }

  private void add(long stream, int offset, int length) {
    if (size == streams.length) {
      streams = Arrays.copyOf(streams, 2 * size);
      offsets = Arrays.copyOf(offsets, 2 * size);
      lengths = Arrays.copyOf(lengths, 2 * size);
    }
    streams[size] = stream;
    offsets[size] = offset;
    lengths[size] = length;
    size++;
  }
}
