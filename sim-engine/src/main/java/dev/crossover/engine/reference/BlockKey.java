package dev.crossover.engine.reference;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a full KV block holds, as a value: equal keys mean equal KV. It is made as vLLM hashes it
 * (kv_cache_utils, hash_block_tokens): of the key of the block before, the block's own tokens and
 * the extras, but nothing is hashed away, so nothing can collide.
 */
final class BlockKey {
  /**
   * A token by where it comes from.
   *
   * @param ofRequest whether the stream is the private one of a request
   * @param stream number of the token stream, or of the request
   * @param position place in the stream
   */
  record Token(boolean ofRequest, long stream, int position) {}

  private final @Nullable BlockKey previous;
  private final List<Token> tokens;
  private final int lora;
  private final long cacheSalt;
  private final int hash;

  /**
   * @param lora the adapter's number, in the key of every block
   * @param cacheSalt in the key of a first block only, hence in its whole chain
   */
  BlockKey(@Nullable BlockKey previous, List<Token> tokens, int lora, long cacheSalt) {
    this.previous = previous;
    this.tokens = List.copyOf(tokens);
    this.lora = lora;
    this.cacheSalt = previous == null ? cacheSalt : 0;
    this.hash =
        Objects.hash(previous == null ? 0 : previous.hash, this.tokens, lora, this.cacheSalt);
  }

  /** Walks the chains block by block; they are as long as a context. */
  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof BlockKey key)) {
      return false;
    }
    BlockKey mine = this;
    BlockKey theirs = key;
    while (mine != theirs) {
      if (!mine.sameBlock(theirs) || mine.previous == null || theirs.previous == null) {
        return mine.sameBlock(theirs) && mine.previous == theirs.previous;
      }
      mine = mine.previous;
      theirs = theirs.previous;
    }
    return true;
  }

  @Override
  public int hashCode() {
    return hash;
  }

  private boolean sameBlock(BlockKey other) {
    return hash == other.hash
        && lora == other.lora
        && cacheSalt == other.cacheSalt
        && tokens.equals(other.tokens);
  }
}
