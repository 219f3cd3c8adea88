package dev.crossover.engine.serving;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Draws requests whose prompts have to do with each other: beginnings of shared texts, turns of a
 * conversation that repeat what was said and answered before, and private ones.
 */
final class RandomRequests {
  private static final int TEXTS = 2;
  private static final int FIRST_ANSWER = 100;
  private static final int FIRST_QUESTION = 1_000;

  private final SplittableRandom random;
  private final EngineArgs args;
  private final boolean plain;
  private final double sharedShare;
  private final List<EngineRequest> earlier = new ArrayList<>();

  RandomRequests(SplittableRandom random, EngineArgs args) {
    this.random = random;
    this.args = args;
    this.plain = random.nextInt(5) == 0;
    this.sharedShare = random.nextInt(4) == 0 ? 0 : random.nextDouble();
  }

  /** The request of a tag, which arrives at an instant. */
  EngineRequest next(int tag, long nanos) {
    int most = args.maxModelLen() - 1;
    int prompt = 1 + random.nextInt(1 + random.nextInt(most));
    EngineRequest request =
        new EngineRequest().plain(tag, prompt, random.nextInt(1, 41), random.nextInt(4) > 0);
    if (!plain) {
      addContent(request);
      request.outputStream =
          random.nextInt(4) == 0 ? TokenContent.PRIVATE_STREAM : FIRST_ANSWER + tag;
      request.outputTokens =
          random.nextBoolean() ? EngineRequest.NEVER_STOPS : random.nextInt(1, 50);
      request.priority = random.nextInt(3);
      request.arrivalNanos = random.nextBoolean() ? nanos : nanos / 1000;
      request.sequence = random.nextBoolean() ? tag : 1_000 - tag;
      request.cacheSalt = random.nextInt(8) > 0 ? 0 : random.nextInt(1, 3);
      request.lora = random.nextBoolean() ? 0 : random.nextInt(1, 4);
      request.acceptance = acceptance();
    }
    earlier.add(request);
    return request;
  }

  private void addContent(EngineRequest request) {
    if (random.nextDouble() >= sharedShare) {
      return;
    }
    boolean goesOn =
        !earlier.isEmpty()
            && random.nextBoolean()
            && continuesConversation(request, earlier.get(random.nextInt(earlier.size())));
    if (!goesOn) {
      readText(request);
    }
  }

  /** The beginning of a text, often to the end of a block or a token beyond, and its own words. */
  private void readText(EngineRequest request) {
    if (random.nextBoolean()) {
      int blocks = random.nextInt(1, 5);
      int prompt = blocks * args.blockSize() + random.nextInt(2);
      request.promptTokens = Math.min(prompt, args.maxModelLen() - 1);
    }
    int text = random.nextInt(TEXTS);
    int own = random.nextInt(3) > 0 ? 0 : random.nextInt(request.promptTokens);
    int shared = request.promptTokens - own;
    int cut = random.nextInt(shared);
    // The same tokens, told in one piece or in two.
    request.content =
        cut == 0
            ? TokenContent.of(text, shared)
            : TokenContent.of(
                new long[] {text, text}, new int[] {0, cut}, new int[] {cut, shared - cut});
  }

  /** What was asked before, some of the answer, and, if there is room, another question. */
  private boolean continuesConversation(EngineRequest request, EngineRequest before) {
    TokenContent asked = before.content;
    int answered = random.nextInt(1, Math.min(before.maxTokens, before.outputTokens) + 1);
    int question = random.nextInt(1, 12);
    int prompt = asked.tokens() + answered + question;
    boolean isKnown = asked.tokens() == before.promptTokens && before.outputStream > 0;
    if (!isKnown || prompt >= args.maxModelLen()) {
      return false;
    }
    int parts = asked.size();
    long[] streams = new long[parts + 2];
    int[] offsets = new int[parts + 2];
    int[] lengths = new int[parts + 2];
    for (int i = 0; i < parts; i++) {
      streams[i] = asked.stream(i);
      offsets[i] = asked.offset(i);
      lengths[i] = asked.length(i);
    }
    streams[parts] = before.outputStream;
    lengths[parts] = answered;
    streams[parts + 1] = FIRST_QUESTION + request.tag;
    lengths[parts + 1] = question;
    request.content = TokenContent.of(streams, offsets, lengths);
    request.promptTokens = prompt;
    return true;
  }

  private DraftAcceptance acceptance() {
    int[] pattern = new int[random.nextInt(1, 6)];
    for (int i = 0; i < pattern.length; i++) {
      pattern[i] = random.nextInt(6);
    }
    boolean byStep = random.nextBoolean();
    return (verification, outputIndex) ->
        pattern[(byStep ? verification : outputIndex) % pattern.length];
  }
}
