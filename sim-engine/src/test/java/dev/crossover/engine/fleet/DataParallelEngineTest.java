package dev.crossover.engine.fleet;

import static dev.crossover.engine.fleet.Bench.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crossover.engine.metering.LatencyMetric;
import dev.crossover.engine.metering.RequestLog;
import dev.crossover.engine.metering.StrategyTally;
import dev.crossover.engine.reference.EngineReading;
import dev.crossover.engine.reference.GapCounts;
import dev.crossover.engine.serving.EngineArgs;
import dev.crossover.engine.serving.EngineCore;
import dev.crossover.engine.serving.EngineListener;
import dev.crossover.engine.serving.EngineUsage;
import dev.crossover.engine.serving.FinishReason;
import dev.crossover.engine.serving.PlainEngine;
import dev.crossover.engine.serving.ServingEngine;
import dev.crossover.engine.serving.StepTimeModel;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DataParallelEngineTest {
  private static final long MILLI = 1_000_000L;

  /** Steps of 10 ms; 8 requests run at once, 8 blocks of 16 tokens hold them. */
  private static final EngineArgs ARGS = PlainEngine.args(8, 512, 128, 16, 9, true, true, 0);

  private final Diary diary = new Diary();

  /** What ranks tell, as text. */
  private static final class Diary implements EngineListener {
    final List<String> lines = new ArrayList<>();
    final GapCounts gaps = new GapCounts();

    @Override
    public void scheduled(int tag, int cachedTokens, long nanos) {
      lines.add("scheduled " + tag + " at " + nanos / MILLI);
    }

    @Override
    public void firstToken(int tag, long nanos) {
      lines.add("first token " + tag + " at " + nanos / MILLI);
    }

    @Override
    public void finished(int tag, FinishReason reason, long nanos) {
      lines.add("finished " + tag + " at " + nanos / MILLI);
    }

    @Override
    public void aborted(int tag, int outputTokens, long nanos) {
      lines.add("aborted " + tag + " after " + outputTokens + " at " + nanos / MILLI);
    }

    @Override
    public void preempted(int tag, long nanos) {
      lines.add("preempted " + tag + " at " + nanos / MILLI);
    }

    @Override
    public void gap(long gapPicos, int count, long nanos) {
      gaps.add(gapPicos, count);
    }

    @Override
    public void gaps(long firstPicos, long growthPicos, int steps, int count) {
      gaps.addLine(firstPicos, growthPicos, steps, count);
    }
  }

  private static DataParallelEngine engine(
      int ranks, StepTimeModel time, EngineListener listener, boolean leap) {
    ServingEngine[] engines = new ServingEngine[ranks];
    for (int i = 0; i < ranks; i++) {
      engines[i] = new EngineCore(ARGS, time, listener, leap);
    }
    return new DataParallelEngine(engines);
  }

  /** Two prompts of 64 tokens, 4 blocks each, fill one rank's 8 blocks, or half of two ranks'. */
  @Test
  void ranksHaveSchedulersAndBlocksOfTheirOwn() {
    DataParallelEngine engine = engine(2, Bench.TEN_MILLIS, diary, true);
    for (int tag = 0; tag < 4; tag++) {
      engine.enqueue(PlainEngine.request(tag, 64, 1, true), 0);
    }
    engine.enqueue(PlainEngine.request(4, 16, 1, true), 0);
    assertThat(engine.waiting()).isEqualTo(5);
    engine.advanceTo(0);
    assertThat(engine.running()).isEqualTo(4);
    assertThat(engine.waiting()).isEqualTo(1);
    assertThat(engine.usableBlocks()).isEqualTo(16);
    assertThat(engine.freeBlocks()).isZero();
    assertThat(engine.heldBlocks()).isEqualTo(16);
    assertThat(engine.nextEventNanos()).isEqualTo(10 * MILLI);
    engine.advanceTo(SECOND);
    assertThat(diary.lines)
        .containsExactly(
            "scheduled 0 at 0",
            "scheduled 2 at 0",
            "scheduled 1 at 0",
            "scheduled 3 at 0",
            "first token 0 at 10",
            "finished 0 at 10",
            "first token 2 at 10",
            "finished 2 at 10",
            "scheduled 4 at 10",
            "first token 1 at 10",
            "finished 1 at 10",
            "first token 3 at 10",
            "finished 3 at 10",
            "first token 4 at 20",
            "finished 4 at 20");
    EngineUsage usage = new EngineUsage();
    engine.usageAt(SECOND, usage);
    assertThat(usage.steps).isEqualTo(3);
    assertThat(usage.busyPicos.value()).isEqualTo(30e9);
    assertThat(usage.tokens).isEqualTo(4 * 64 + 16);
    assertThat(usage.peakBlocks).as("of the fullest rank").isEqualTo(8);
  }

  /**
   * Rank 0 has a request of 40 steps, until 400 ms, rank 1 one of 3. At 50 ms rank 1 is empty, and
   * the choice of rank 1 at 0 counts until the report of 100 ms: score 1 against 1, and the search
   * starts at rank 0. At 150 ms the report says 2 against 0.
   */
  @Test
  void aRankIsSeenAsItLastReported() {
    Diary first = new Diary();
    Diary second = new Diary();
    ServingEngine[] ranks = {
      new EngineCore(ARGS, Bench.TEN_MILLIS, first, true),
      new EngineCore(ARGS, Bench.TEN_MILLIS, second, true)
    };
    DataParallelEngine engine = new DataParallelEngine(ranks);
    engine.enqueue(PlainEngine.request(0, 16, 40, true), 0);
    engine.enqueue(PlainEngine.request(1, 16, 3, true), 0);
    runBefore(engine, 50 * MILLI);
    engine.enqueue(PlainEngine.request(2, 16, 40, true), 50 * MILLI);
    runBefore(engine, 150 * MILLI);
    engine.enqueue(PlainEngine.request(3, 16, 40, true), 150 * MILLI);
    engine.advanceTo(200 * MILLI);
    assertThat(first.lines).contains("scheduled 0 at 0", "scheduled 2 at 50");
    assertThat(second.lines).contains("scheduled 1 at 0", "scheduled 3 at 150");
  }

  /**
   * Both ranks decode until 400 ms. At 95 ms rank 1 gives up its request, whose step under way ends
   * at 100 ms; the other one's leap is not cut, and what it waits for is not the first one's.
   */
  @Test
  void anAbortReachesTheRankThatHasTheRequest() {
    ServingEngine[] ranks = {
      new EngineCore(ARGS, Bench.TEN_MILLIS, diary, true),
      new EngineCore(ARGS, Bench.TEN_MILLIS, diary, true)
    };
    DataParallelEngine engine = new DataParallelEngine(ranks);
    engine.enqueue(PlainEngine.request(0, 16, 40, true), 0);
    engine.enqueue(PlainEngine.request(1, 16, 40, true), 0);
    runBefore(engine, 95 * MILLI);
    engine.abort(1, 95 * MILLI);
    assertThat(ranks[0].nextEventNanos()).isEqualTo(400 * MILLI);
    assertThat(engine.nextEventNanos()).isEqualTo(100 * MILLI);
    assertThat(engine.running()).isEqualTo(2);
    engine.advanceTo(100 * MILLI);
    assertThat(engine.running()).isEqualTo(1);
    assertThat(ranks[1].running()).isZero();
    assertThat(ranks[1].freeBlocks()).isEqualTo(ranks[1].usableBlocks());
    engine.advanceTo(SECOND);
    assertThat(diary.lines)
        .contains("aborted 1 after 10 at 100", "finished 0 at 400")
        .doesNotContain("finished 1 at 400");
  }

  @Test
  void oneRankIsAnEngine() {
    Diary alone = new Diary();
    EngineCore core = new EngineCore(ARGS, Bench.GROWING, alone, true);
    drive(core, alone, 5, 0);
    DataParallelEngine engine = engine(1, Bench.GROWING, diary, true);
    drive(engine, diary, 5, 0);
    assertThat(diary.lines).isEqualTo(alone.lines).hasSizeGreaterThan(300);
  }

  @Test
  void extraCallsAndLeapsChangeNothing() {
    for (long seed = 1; seed <= 40; seed++) {
      Diary expected = new Diary();
      drive(engine(3, Bench.GROWING, expected, false), expected, seed, 0);
      for (int extraCalls : new int[] {0, 7}) {
        for (boolean leap : new boolean[] {true, false}) {
          Diary found = new Diary();
          drive(engine(3, Bench.GROWING, found, leap), found, seed, extraCalls);
          assertThat(found.lines)
              .as("seed %d, %d extra calls, leap %s", seed, extraCalls, leap)
              .isEqualTo(expected.lines);
        }
      }
    }
  }

  /** A hundred requests in bursts, with pauses in which all ranks fall idle. */
  private static void drive(ServingEngine engine, Diary diary, long seed, int extraCalls) {
    SplittableRandom random = new SplittableRandom(seed);
    SplittableRandom extra = new SplittableRandom(seed);
    long nanos = 0;
    for (int tag = 0; tag < 100; tag++) {
      long before = nanos;
      nanos += random.nextInt(3) == 0 ? 0 : random.nextLong(120 * MILLI);
      nanos = random.nextInt(8) == 0 ? nanos - nanos % (100 * MILLI) + 100 * MILLI : nanos;
      for (int i = 0; i < extraCalls; i++) {
        long at = before + (nanos - before) * (i + 1) / (extraCalls + 1);
        runBefore(engine, at);
        call(engine, at, extra.nextInt(3));
      }
      runBefore(engine, nanos);
      engine.enqueue(
          PlainEngine.request(tag, random.nextInt(1, 60), random.nextInt(1, 60), true), nanos);
    }
    runBefore(engine, 100 * SECOND);
    diary.lines.add(EngineReading.of(engine, 100 * SECOND, diary.gaps).toString());
  }

  private static void call(ServingEngine engine, long nanos, int kind) {
    if (kind == 0) {
      engine.accountTo(nanos);
    } else if (kind == 1) {
      engine.usageAt(nanos, new EngineUsage());
    }
  }

  private static void runBefore(ServingEngine engine, long nanos) {
    while (engine.nextEventNanos() < nanos) {
      engine.advanceTo(engine.nextEventNanos());
    }
  }

  /** Sixteen requests at once: two replicas of one rank do as one replica of two ranks. */
  @Test
  void aReplicaOfTwoRanksServesAsTwoReplicas() {
    StrategyTally ranks = run(Bench.withRanks(Bench.fleet(1, Bench.TEN_MILLIS, leap()), 2));
    StrategyTally replicas = run(Bench.fleet(2, Bench.TEN_MILLIS, leap()));
    for (LatencyMetric metric : LatencyMetric.values()) {
      assertThat(ranks.latencies.of(metric).meanSeconds())
          .isEqualTo(replicas.latencies.of(metric).meanSeconds());
    }
    assertThat(ranks.usage.steps).isEqualTo(replicas.usage.steps);
    assertThat(ranks.usage.blockPicos.exact()).isEqualTo(replicas.usage.blockPicos.exact());
    assertThat(ranks.windows.get(0).fleet().busyShare())
        .isEqualTo(replicas.windows.get(0).fleet().busyShare())
        .isPositive();
    assertThat(ranks.windows.get(0).fleet().kvCacheMean())
        .isEqualTo(replicas.windows.get(0).fleet().kvCacheMean())
        .isPositive();
  }

  private static EngineFactory leap() {
    return EngineFactory.LEAP;
  }

  private static StrategyTally run(FleetPlan plan) {
    double[][] script = new double[16][];
    for (int i = 0; i < script.length; i++) {
      script[i] = new double[] {1, 100, 200};
    }
    return Bench.run(
            new StrategyPlan(plan, null, List.of()),
            Bench.measure(0, 60 * SECOND, 60 * SECOND),
            ScriptedArrivals.of(script),
            RequestLog.NONE,
            Verification.STEP)
        .tally();
  }
}
