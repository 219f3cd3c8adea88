package dev.crossover.engine.serving;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A tiny engine under a tiny load, all drawn from a seed; small pools, so that many must yield. */
record RandomCase(
    long seed,
    EngineArgs args,
    AffineTime time,
    boolean advanceBeforeArrivals,
    boolean advanceBeforeReadings,
    List<Request> requests,
    List<Long> readingNanos) {
  /** A request; its index is its tag. */
  record Request(long nanos, int promptTokens, int outputTokens, boolean measured) {}

  /** Whether an engine uses nothing but what EngineCore knows so far. */
  static boolean isPlain(EngineArgs args) {
    return !args.asyncScheduling()
        && !args.enablePrefixCaching()
        && args.policy() == SchedulingPolicy.FCFS
        && args.numSpeculativeTokens() == 0
        && args.slidingWindow() == 0
        && args.maxLoras() == 0
        && args.rules().watermark() == 0;
  }

  /** The same of a request. */
  static boolean isPlain(EngineRequest request) {
    return request.outputTokens == EngineRequest.NEVER_STOPS;
  }

  static RandomCase of(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    EngineArgs args = args(random);
    AffineTime time = time(random);
    int count = random.nextInt(1, 15);
    long stepNanos = typicalStepNanos(time);
    long spacingNanos = 1 + stepNanos * random.nextInt(1, 30);
    double burstShare = random.nextDouble();
    List<Request> requests = new ArrayList<>();
    long nanos = 0;
    for (int i = 0; i < count; i++) {
      nanos += random.nextDouble() < burstShare ? 0 : random.nextLong(spacingNanos);
      requests.add(request(random, args, nanos));
    }
    List<Long> readings = new ArrayList<>();
    long spanNanos = nanos + 100 * stepNanos;
    for (int i = 0; i < 6; i++) {
      readings.add(random.nextLong(spanNanos));
    }
    readings.add(2 * spanNanos);
    readings.sort(null);
    return new RandomCase(
        seed, args, time, random.nextBoolean(), random.nextBoolean(), requests, readings);
  }

  private static long typicalStepNanos(AffineTime time) {
    long picos =
        time.basePicos()
            + 4 * time.perSeqPicos()
            + 60 * time.perContextPicos()
            + 10 * time.perPromptTokenPicos();
    return picos / 1000 + 1;
  }

  private static EngineArgs args(SplittableRandom random) {
    int blockSize = pick(random, 1, 2, 3, 4, 8, 16);
    int maxModelLen = random.nextInt(8, 81);
    int maxNumSeqs = random.nextInt(1, 9);
    boolean chunked = random.nextInt(4) > 0;
    int budgetFloor = chunked ? maxNumSeqs : Math.max(maxNumSeqs, maxModelLen);
    int blocksOfOne = (maxModelLen + blockSize - 1) / blockSize;
    int fewestBlocks = random.nextInt(4) == 0 ? 1 : blocksOfOne;
    return PlainEngine.args(
        maxNumSeqs,
        budgetFloor + random.nextInt(40),
        maxModelLen,
        blockSize,
        1 + fewestBlocks + random.nextInt(1 + 2 * blocksOfOne),
        chunked,
        random.nextBoolean(),
        random.nextInt(5) < 3 ? 0 : random.nextInt(1, maxModelLen));
  }

  /** Steps below, of and above a nanosecond, some of whole nanoseconds, so that instants tie. */
  private static AffineTime time(SplittableRandom random) {
    if (random.nextInt(3) == 0) {
      return new AffineTime(1000L * random.nextInt(1, 5), 0, 1000L * random.nextInt(2), 0, 0);
    }
    long basePicos = pick(random, 1, 300, 5_000, 1_000_000, 35_000_000);
    return new AffineTime(
        basePicos,
        random.nextInt(2000),
        random.nextInt(300),
        random.nextInt(1500),
        random.nextInt(3));
  }

  private static Request request(SplittableRandom random, EngineArgs args, long nanos) {
    int prompt = 1 + random.nextInt(1 + random.nextInt(args.maxModelLen() - 1));
    return new Request(nanos, prompt, random.nextInt(1, 41), random.nextInt(4) > 0);
  }

  private static int pick(SplittableRandom random, int... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
