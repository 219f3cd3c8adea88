package dev.crossover.engine.reference;

import dev.crossover.engine.serving.DraftAcceptance;
import dev.crossover.engine.serving.EngineRequest;
import dev.crossover.engine.serving.FinishReason;
import dev.crossover.engine.serving.TokenContent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request inside the engine and what has become of it so far. */
final class LiveRequest {
  final int tag;
  final int promptTokens;
  final int maxTokens;
  final boolean measured;
  final int priority;
  final long arrivalNanos;
  final long sequence;
  final int lora;

  private final long number;
  private final int stopsAt;
  private final TokenContent content;
  private final long outputStream;
  private final long cacheSalt;
  private final DraftAcceptance acceptance;

  /** Tokens sampled and known. */
  int outputs;

  /** Positions whose KV exists or is being computed by a step that was scheduled. */
  int computed;

  /** Draft tokens to verify in the next step. */
  int drafts;

  /** Tokens, drafts among them, that stand for outputs not yet known. */
  int placeholders;

  /** Tokens scheduled in steps whose output was not yet processed. */
  int inFlight;

  /** Whether the last step scheduled fell short of its last known token. */
  boolean prefilling;

  /** Steps that have verified drafts. */
  int verifications;

  /** Blocks held, by position; {@link KvBlocks#NULL} where none is needed any more. */
  final List<Integer> blocks = new ArrayList<>();

  /** Blocks from the first whose keys were seen to. */
  int keyedBlocks;

  boolean admittedBefore;
  boolean ended;
  @Nullable Instant lastToken;

  private final List<BlockKey> keys = new ArrayList<>();

  /**
   * @param number of the request among all that the engine ever got
   */
  LiveRequest(EngineRequest request, long number) {
    this.number = number;
    this.tag = request.tag;
    this.promptTokens = request.promptTokens;
    this.maxTokens = request.maxTokens;
    this.stopsAt = request.outputTokens;
    this.measured = request.measured;
    this.priority = request.priority;
    this.arrivalNanos = request.arrivalNanos;
    this.sequence = request.sequence;
    this.lora = request.lora;
    this.content = request.content;
    this.outputStream = request.outputStream;
    this.cacheSalt = request.cacheSalt;
    this.acceptance = request.acceptance;
  }

  /** Tokens known: the prompt and what was sampled. */
  int tokens() {
    return promptTokens + outputs;
  }

  /** Leading drafts of {@code drafts} that the model accepts. */
  int accepts(int drafts) {
    return Math.min(drafts, acceptance.accepted(verifications++, outputs));
  }

  /**
   * Whether the last token ended the answer, and why; an end of sequence is looked for first
   * (sched/utils.py, check_stop).
   */
  @Nullable FinishReason end(int maxModelLen) {
    if (outputs == stopsAt) {
      return FinishReason.STOP;
    }
    boolean full = tokens() >= maxModelLen || outputs >= maxTokens;
    return full ? FinishReason.LENGTH : null;
  }

  /** Key of a block all of whose tokens are known. */
  BlockKey key(int block, int blockSize) {
    for (int i = keys.size(); i <= block; i++) {
      List<BlockKey.Token> tokens = new ArrayList<>();
      for (int position = i * blockSize; position < (i + 1) * blockSize; position++) {
        tokens.add(token(position));
      }
      keys.add(new BlockKey(i == 0 ? null : keys.get(i - 1), tokens, lora, cacheSalt));
    }
    return keys.get(block);
  }

  private BlockKey.Token token(int position) {
    if (position >= tokens()) {
      throw new IllegalStateException(
          "token " + position + " of request " + tag + " is not known: it has " + tokens());
    }
    boolean sampled = position >= promptTokens;
    if (sampled && outputStream != TokenContent.PRIVATE_STREAM) {
      return new BlockKey.Token(false, outputStream, position - promptTokens);
    }
    int offset = position;
    for (int i = 0; !sampled && i < content.size(); i++) {
      if (offset < content.length(i)) {
        return new BlockKey.Token(false, content.stream(i), content.offset(i) + offset);
      }
      offset -= content.length(i);
    }
    return new BlockKey.Token(true, number, position);
  }
}
