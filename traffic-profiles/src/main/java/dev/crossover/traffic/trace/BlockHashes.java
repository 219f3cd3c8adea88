package dev.crossover.traffic.trace;

import dev.crossover.engine.serving.TokenContent;

/**
 * Turns the hashes of a prompt's blocks into its content: a hash names a stream as long as a block,
 * and a hash stands for all tokens before its block too, so prompts are equal as far as their
 * hashes are.
 */
final class BlockHashes {
  private BlockHashes() {}

  /**
   * A prompt's content.
   *
   * @param hashes one for each block, the partial last one included
   * @param count how many of them, or -1 where none were recorded
   * @param promptTokens the prompt's length
   * @param blockSize tokens of a whole block
   * @throws BadRowException where the blocks are not those of the prompt
   */
  static TokenContent content(long[] hashes, int count, int promptTokens, int blockSize)
      throws BadRowException {
    if (count < 0) {
      return TokenContent.PRIVATE;
    }
    int blocks = (int) (((long) promptTokens + blockSize - 1) / blockSize);
    if (count != blocks) {
      throw new BadRowException(
          count
              + " hash_ids for "
              + promptTokens
              + " tokens, which are "
              + blocks
              + " blocks of "
              + blockSize
              + ". Maybe block_size is another");
    }
    long[] streams = new long[blocks];
    int[] offsets = new int[blocks];
    int[] lengths = new int[blocks];
    for (int i = 0; i < blocks; i++) {
      if (hashes[i] < 0) {
        throw new BadRowException("hash_ids holds " + hashes[i] + ". Maybe hashes are from 0");
      }
      streams[i] = hashes[i];
      lengths[i] = Math.min(blockSize, promptTokens - i * blockSize);
    }
    return TokenContent.of(streams, offsets, lengths);
  }
}
