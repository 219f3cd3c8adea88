package dev.crossover.engine.serving;

import java.util.SplittableRandom;

/** Draws the limits and rules of a tiny engine; one in five has nothing special about it. */
final class RandomArgs {
  private RandomArgs() {}

  static EngineArgs of(SplittableRandom random) {
    EngineArgs.Builder builder = limits(random);
    if (random.nextInt(5) == 0) {
      EngineRules rules = VllmVersion.V2026_08.rules();
      return builder.rules(rules.withReserveFullIsl(random.nextBoolean())).build();
    }
    int drafts = random.nextInt(3) > 0 ? 0 : random.nextInt(1, 5);
    return builder
        .policy(random.nextInt(3) > 0 ? SchedulingPolicy.FCFS : SchedulingPolicy.PRIORITY)
        .asyncScheduling(random.nextBoolean())
        .enablePrefixCaching(random.nextInt(3) > 0)
        .numSpeculativeTokens(drafts)
        .numLookaheadTokens(random.nextBoolean() ? 0 : drafts)
        .dropsLastHitBlock(drafts > 0 && random.nextBoolean())
        .slidingWindow(random.nextInt(5) > 0 ? 0 : random.nextInt(2, 40))
        .maxLoras(random.nextInt(3) > 0 ? 0 : random.nextInt(1, 3))
        .rules(rules(random))
        .build();
  }

  private static EngineArgs.Builder limits(SplittableRandom random) {
    int blockSize = pick(random, 1, 2, 2, 3, 4, 4, 8, 16);
    int maxModelLen = random.nextInt(8, 81);
    int maxNumSeqs = random.nextInt(1, 9);
    boolean chunked = random.nextInt(4) > 0;
    int budgetFloor = chunked ? maxNumSeqs : Math.max(maxNumSeqs, maxModelLen);
    int blocksOfOne = (maxModelLen + blockSize - 1) / blockSize;
    int fewestBlocks = random.nextInt(4) == 0 ? 1 : blocksOfOne;
    return EngineArgs.builder()
        .maxNumSeqs(maxNumSeqs)
        .maxNumBatchedTokens(budgetFloor + random.nextInt(chunked ? 40 : 10))
        .maxModelLen(maxModelLen)
        .blockSize(blockSize)
        .numBlocks(1 + fewestBlocks + random.nextInt(1 + 2 * blocksOfOne))
        .enableChunkedPrefill(chunked)
        .longPrefillTokenThreshold(random.nextInt(5) < 3 ? 0 : random.nextInt(1, maxModelLen));
  }

  /** Those of a version, now and then with one changed. */
  private static EngineRules rules(SplittableRandom random) {
    VllmVersion[] versions = VllmVersion.values();
    EngineRules rules = versions[random.nextInt(versions.length)].rules();
    if (random.nextInt(4) == 0) {
      rules = rules.withReserveFullIsl(random.nextBoolean());
    }
    return random.nextInt(4) > 0 ? rules : rules.withWatermark(random.nextInt(1, 40) / 100.0);
  }

  static int pick(SplittableRandom random, int... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
