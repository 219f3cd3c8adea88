package dev.crossover.engine.serving;

import java.util.Arrays;

/**
 * What the tokens of a prompt are, without the tokens: intervals (stream, offset, length) of token
 * streams. Two tokens are equal where stream and position are. What a prompt has beyond its
 * intervals is private to the request: no other request has the same tokens there.
 *
 * <p>Immutable, and meant to be shared: all requests of a prefix group hold the same object.
 */
public final class TokenContent {
  /** A prompt like no other. */
  public static final TokenContent PRIVATE =
      new TokenContent(new long[0], new int[0], new int[0], 0, 0);

  /** Names no stream: tokens that nobody else has. */
  public static final long PRIVATE_STREAM = Long.MIN_VALUE;

  private final long[] streams;
  private final int[] offsets;
  private final int[] lengths;
  private final int size;
  private final int tokens;

  /** Arrays of which the first {@code size} elements never change, and the sum of the lengths. */
  TokenContent(long[] streams, int[] offsets, int[] lengths, int size, int tokens) {
    this.streams = streams;
    this.offsets = offsets;
    this.lengths = lengths;
    this.size = size;
    this.tokens = tokens;
  }

  /**
   * Content of intervals, in the order of the prompt.
   *
   * @param streams each anything but {@link #PRIVATE_STREAM}
   * @param offsets first position of each interval in its stream, not negative
   * @param lengths tokens of each interval, at least 1
   */
  public static TokenContent of(long[] streams, int[] offsets, int[] lengths) {
    if (streams.length != offsets.length || streams.length != lengths.length) {
      throw new IllegalArgumentException("streams, offsets and lengths differ in number");
    }
    int tokens = 0;
    for (int i = 0; i < streams.length; i++) {
      check(i, streams[i], offsets[i], lengths[i]);
      tokens = Math.addExact(tokens, lengths[i]);
    }
    return new TokenContent(
        streams.clone(), offsets.clone(), lengths.clone(), streams.length, tokens);
  }

  static void check(int interval, long stream, int offset, int length) {
    if (stream == PRIVATE_STREAM || offset < 0 || length < 1) {
      throw new IllegalArgumentException(
          "interval %d: stream %d, offset %d, length %d"
              .formatted(interval, stream, offset, length));
    }
  }

  /** The first tokens of one stream. */
  public static TokenContent of(long stream, int tokens) {
    return of(new long[] {stream}, new int[] {0}, new int[] {tokens});
  }

  /** Number of intervals. */
  public int size() {
    return size;
  }

  /** Tokens in all intervals together. */
  public int tokens() {
    return tokens;
  }

  public long stream(int interval) {
    return streams[interval];
  }

  public int offset(int interval) {
    return offsets[interval];
  }

  public int length(int interval) {
    return lengths[interval];
  }

  @Override
  public String toString() {
    return Arrays.toString(Arrays.copyOf(streams, size))
        + Arrays.toString(Arrays.copyOf(offsets, size))
        + Arrays.toString(Arrays.copyOf(lengths, size));
  }
}
