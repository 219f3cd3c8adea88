package dev.crossover.engine.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Leaping == stepping where leaps are long: dozens of requests of hundreds of tokens, in all that
 * is told, in the totals, and in the order of the free blocks once all are answered.
 */
class LeapTest {
  private static final long FIRST_SEED = 7_000;

  @Test
  void longLeapsTellWhatStepsTell() {
    compare(20);
  }

  @Test
  @Tag("long")
  void longLeapsTellWhatStepsTellTwoThousandTimes() {
    compare(2_000);
  }

  private static void compare(int cases) {
    long leaps = 0;
    long leapSteps = 0;
    long preemptions = 0;
    for (long seed = FIRST_SEED; seed < FIRST_SEED + cases; seed++) {
      Recording leaping = record(EngineKind.LEAPING, seed);
      Recording stepping = record(EngineKind.STEPPING, seed);
      assertThat(leaping.entries()).as("seed %d", seed).isEqualTo(stepping.entries());
      leaps += leaping.leaps();
      leapSteps += leaping.leapSteps();
      preemptions += leaping.count("preempted");
    }
    assertThat(leaps).as("leaps").isGreaterThan(30L * cases);
    assertThat(leapSteps).as("steps of leaps").isGreaterThan(8 * leaps);
    assertThat(preemptions).as("preemptions").isGreaterThan(cases);
  }

  /**
   * Requests come, the clock is read now and then, and all are answered before the last reading.
   */
  private static Recording record(EngineKind kind, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    EngineArgs args = args(random);
    Recording told = new Recording();
    ServingEngine engine = kind.create(args, new BentTime(random), told, StepObserver.NONE);
    EngineRequest request = new EngineRequest();
    long nanos = 0;
    for (int tag = 0; tag < 60; tag++) {
      nanos += random.nextInt(3) == 0 ? 0 : random.nextLong(3_000_000_000L);
      advanceBefore(engine, nanos);
      if (random.nextInt(4) == 0) {
        told.read(engine, nanos);
      }
      draw(request, tag, random);
      engine.enqueue(request, nanos);
    }
    while (engine.nextEventNanos() < Long.MAX_VALUE) {
      nanos = engine.nextEventNanos();
      engine.advanceTo(nanos);
    }
    assertThat(engine.running() + engine.waiting()).as("unanswered, seed %d", seed).isZero();
    told.read(engine, nanos);
    return told;
  }

  private static void advanceBefore(ServingEngine engine, long nanos) {
    while (engine.nextEventNanos() < nanos) {
      engine.advanceTo(engine.nextEventNanos());
    }
  }

  /** A model length of 1,400 takes 88 blocks of 16: a lone request always fits. */
  private static EngineArgs args(SplittableRandom random) {
    int blockSize = random.nextBoolean() ? 16 : random.nextInt(1, 40);
    int blocksOfOne = 1_400 / blockSize + 1;
    return EngineArgs.builder()
        .maxNumSeqs(random.nextInt(1, 65))
        .maxNumBatchedTokens(random.nextInt(64, 2_048))
        .maxModelLen(1_400)
        .blockSize(blockSize)
        .numBlocks(2 + blocksOfOne * random.nextInt(1, 12))
        .policy(random.nextInt(3) > 0 ? SchedulingPolicy.FCFS : SchedulingPolicy.PRIORITY)
        .asyncScheduling(random.nextBoolean())
        .enablePrefixCaching(random.nextInt(3) > 0)
        .slidingWindow(random.nextInt(5) > 0 ? 0 : random.nextInt(200, 900))
        .maxLoras(random.nextInt(4) > 0 ? 0 : 2)
        .rules(VllmVersion.values()[random.nextInt(3)].rules())
        .build();
  }

  private static void draw(EngineRequest request, int tag, SplittableRandom random) {
    request.plain(tag, random.nextInt(1, 700), random.nextInt(1, 500), random.nextInt(4) > 0);
    if (random.nextBoolean()) {
      request.content = TokenContent.of(random.nextInt(3), random.nextInt(1, 500));
      request.outputStream = random.nextBoolean() ? tag / 6 : TokenContent.PRIVATE_STREAM;
    }
    if (random.nextInt(3) == 0) {
      request.outputTokens = random.nextInt(1, 500);
    }
    request.priority = random.nextInt(3);
    request.lora = random.nextInt(4);
  }

  /** Steps get longer with the context, and more so beyond some sum of contexts. */
  private record BentTime(long bendTokens, long basePicos, long slopePicos)
      implements StepTimeModel {
    BentTime(SplittableRandom random) {
      this(random.nextLong(1, 8_000), random.nextLong(1, 40_000_000_000L), random.nextLong(90_000));
    }

    @Override
    public long stepPicos(BatchShape batch) {
      long context = batch.decodeContextTokens;
      boolean beyond = batch.prefills == 0 && context > bendTokens;
      return (beyond ? basePicos / 2 : basePicos)
          + (beyond ? 2 : 1) * slopePicos * context
          + 1_000L * batch.prefillTokens;
    }

    @Override
    public void decodeLine(BatchShape batch, Line out) {
      boolean beyond = batch.decodeContextTokens > bendTokens;
      out.basePicos = beyond ? basePicos / 2 : basePicos;
      out.slopePicos = (beyond ? 2 : 1) * slopePicos;
      out.lastContextTokens = beyond ? Long.MAX_VALUE : bendTokens;
    }
  }
}
