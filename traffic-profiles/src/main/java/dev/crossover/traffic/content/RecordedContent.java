package dev.crossover.traffic.content;

import dev.crossover.engine.serving.TokenContent;

/**
 * Keeps apart what the traces of one profile call by the same numbers: each counts the blocks of
 * its prompts from 0, and none knows of the other.
 */
public final class RecordedContent {
  private RecordedContent() {}

  /**
   * A prompt of a trace, shared with the prompts of the same owner alone.
   *
   * @param owner 0 for the one trace that keeps its numbers, else c + 1 for the class of index c
   * @param recorded with the streams that the trace names
   */
  public static TokenContent of(int owner, TokenContent recorded) {
    if (owner == 0 || recorded.size() == 0) {
      return recorded;
    }
    int size = recorded.size();
    long[] streams = new long[size];
    int[] offsets = new int[size];
    int[] lengths = new int[size];
    for (int i = 0; i < size; i++) {
      streams[i] = TokenStreams.recorded(owner, recorded.stream(i));
      offsets[i] = recorded.offset(i);
      lengths[i] = recorded.length(i);
    }
    return TokenContent.of(streams, offsets, lengths);
  }
}
