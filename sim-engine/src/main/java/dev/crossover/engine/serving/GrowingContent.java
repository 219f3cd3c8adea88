package dev.crossover.engine.serving;

import java.util.Arrays;

/**
 * A conversation's content as it grows: each prompt is the one before and more, so all of them
 * share memory, and the next one costs what it adds. Intervals are only ever appended; what was
 * handed out stays what it was.
 */
public final class GrowingContent {
  private static final int ROOM = 4;

  private long[] streams;
  private int[] offsets;
  private int[] lengths;
  private int size;
  private int tokens;

  /** Begins with the first intervals of {@code start}. */
  public GrowingContent(TokenContent start) {
    int capacity = start.size() + ROOM;
    streams = new long[capacity];
    offsets = new int[capacity];
    lengths = new int[capacity];
    for (int i = 0; i < start.size(); i++) {
      append(start.stream(i), start.offset(i), start.length(i));
    }
  }

  /**
   * Adds an interval.
   *
   * @param stream anything but {@link TokenContent#PRIVATE_STREAM}
   * @param offset first position in the stream, not negative
   * @param length tokens, at least 1
   */
  public void append(long stream, int offset, int length) {
    TokenContent.check(size, stream, offset, length);
    tokens = Math.addExact(tokens, length);
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

  /** Tokens so far. */
  public int tokens() {
    return tokens;
  }

  /** What there is now, in constant time. */
  public TokenContent content() {
    return new TokenContent(streams, offsets, lengths, size, tokens);
  }
}
