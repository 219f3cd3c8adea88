package dev.crossover.engine.serving;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Engines and workloads of every kind, as small as they can be to show what they show. */
final class AnyWorkload {
  /** A prompt that begins like others of its text, and what is asked of the answer. */
  record Ask(
      int gapNanos,
      int promptTokens,
      int sharedTokens,
      int text,
      int maxTokens,
      int stopsAt,
      int traits) {
    EngineRequest request(int tag, EngineArgs args, long nanos) {
      int prompt = Math.min(promptTokens, args.maxModelLen() - 1);
      EngineRequest request = new EngineRequest().plain(tag, prompt, maxTokens, true);
      int shared = Math.min(sharedTokens, prompt);
      request.content = shared == 0 ? TokenContent.PRIVATE : TokenContent.of(text, shared);
      request.outputStream = 100 + tag;
      request.outputTokens = stopsAt;
      request.priority = traits % 3;
      request.arrivalNanos = nanos;
      request.cacheSalt = traits % 5 == 4 ? 1 : 0;
      request.lora = traits % 4;
      int accepted = traits % 6;
      request.acceptance = (verification, outputs) -> (accepted + verification) % 4;
      return request;
    }
  }

  private AnyWorkload() {}

  static Arbitrary<EngineArgs> args() {
    Arbitrary<EngineArgs.Builder> limits =
        Combinators.combine(
                Arbitraries.integers().between(1, 6),
                Arbitraries.integers().between(0, 40),
                Arbitraries.integers().between(4, 64),
                Arbitraries.of(1, 2, 3, 4, 8, 16),
                Arbitraries.integers().between(0, 24),
                Arbitraries.of(true, false),
                Arbitraries.integers().between(0, 16))
            .as(AnyWorkload::limits);
    return Combinators.combine(
            limits,
            Arbitraries.of(SchedulingPolicy.class),
            Arbitraries.of(false, true),
            Arbitraries.of(false, true),
            Arbitraries.integers().between(0, 3),
            Arbitraries.of(0, 0, 0, 5, 17),
            Arbitraries.of(0, 0, 1, 2),
            Arbitraries.of(VllmVersion.class))
        .as(
            (builder, policy, async, caching, drafts, window, loras, version) ->
                builder
                    .policy(policy)
                    .asyncScheduling(async)
                    .enablePrefixCaching(caching)
                    .numSpeculativeTokens(drafts)
                    .numLookaheadTokens(drafts)
                    .slidingWindow(window)
                    .maxLoras(loras)
                    .rules(version.rules())
                    .build());
  }

  static Arbitrary<List<Ask>> asks() {
    return Combinators.combine(
            Arbitraries.of(0, 0, 500, 3_000, 40_000),
            Arbitraries.integers().between(1, 63),
            Arbitraries.integers().between(0, 63),
            Arbitraries.integers().between(1, 2),
            Arbitraries.integers().between(1, 40),
            Arbitraries.oneOf(
                Arbitraries.just(EngineRequest.NEVER_STOPS), Arbitraries.integers().between(1, 40)),
            Arbitraries.integers().between(0, 59))
        .as(Ask::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(10);
  }

  /** The case of an engine and a workload, read at the end of all. */
  static RandomCase of(EngineArgs args, List<Ask> asks) {
    List<RandomCase.Arrival> arrivals = new ArrayList<>();
    long nanos = 0;
    for (Ask ask : asks) {
      nanos += ask.gapNanos();
      arrivals.add(new RandomCase.Arrival(nanos, ask.request(arrivals.size(), args, nanos)));
    }
    AffineTime time = new AffineTime(900_500, 1_000, 10, 700, 1);
    return new RandomCase(
        0, args, time, false, false, arrivals, List.of(), List.of(nanos + 6_000_001L));
  }

  private static EngineArgs.Builder limits(
      int seqs, int budget, int length, int blockSize, int blocks, boolean chunked, int threshold) {
    return EngineArgs.builder()
        .maxNumSeqs(seqs)
        .maxNumBatchedTokens(Math.max(seqs, chunked ? 1 : length) + budget)
        .maxModelLen(length)
        .blockSize(blockSize)
        .numBlocks(2 + (length + blockSize - 1) / blockSize / 2 + blocks)
        .enableChunkedPrefill(chunked)
        .longPrefillTokenThreshold(Math.min(threshold, length));
  }
}
