package dev.crossover.engine.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.crossover.engine.batching.KvAllocation;
import dev.crossover.engine.reference.EngineReading;
import dev.crossover.engine.reference.GapCounts;
import dev.crossover.engine.serving.BatchShape;
import dev.crossover.engine.serving.EngineArgs;
import dev.crossover.engine.serving.EngineListener;
import dev.crossover.engine.serving.EngineUsage;
import dev.crossover.engine.serving.FinishReason;
import dev.crossover.engine.serving.Line;
import dev.crossover.engine.serving.PlainEngine;
import dev.crossover.engine.serving.ServingEngine;
import dev.crossover.engine.serving.StepObserver;
import dev.crossover.engine.serving.StepTimeModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every way to batch promises, with either way to allocate KV memory. */
class BatchingContractTest {
  private static final long FIRST_SEED = 20_260_301;

  static Stream<Arguments> kinds() {
    return Arrays.stream(BatchingPolicy.values())
        .flatMap(
            policy -> Arrays.stream(KvAllocation.values()).map(kv -> Arguments.of(policy, kv)));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void manySmallAdvancesEqualFew(BatchingPolicy policy, KvAllocation kv) {
    compare(policy, kv, 300);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  @Tag("long")
  void manySmallAdvancesEqualFewOnManyCases(BatchingPolicy policy, KvAllocation kv) {
    compare(policy, kv, 20_000);
  }

  private static void compare(BatchingPolicy policy, KvAllocation kv, int cases) {
    long ended = 0;
    for (long seed = FIRST_SEED; seed < FIRST_SEED + cases; seed++) {
      Case drawn = new Case(seed, policy, kv);
      Told few = drawn.run(false, StepObserver.NONE);
      Told many = drawn.run(true, StepObserver.NONE);
      Told watched = drawn.run(false, policy.laws(drawn.args));
      assertThat(many.lines).as("many calls, seed %d", seed).isEqualTo(few.lines);
      assertThat(watched.lines).as("under its laws, seed %d", seed).isEqualTo(few.lines);
      ended += few.lines.stream().filter(line -> line.startsWith("finished")).count();
    }
    assertThat(ended).as("requests that ended").isGreaterThan(3L * cases);
  }

  /** One prompt of 3 and one of 3: both policies serve two requests of an instant together. */
  @ParameterizedTest
  @MethodSource("kinds")
  void anIdleEngineBeginsAtTheInstantOfTheRequest(BatchingPolicy policy, KvAllocation kv) {
    Told told = new Told();
    ServingEngine engine = engine(policy, kv, 5_000_000, told);
    assertThat(engine.nextEventNanos()).isEqualTo(Long.MAX_VALUE);
    engine.enqueue(PlainEngine.request(7, 3, 2, true), 100);
    engine.enqueue(PlainEngine.request(8, 3, 1, true), 100);
    assertThat(engine.nextEventNanos()).isEqualTo(100);
    assertThat(engine.waiting()).isEqualTo(2);
    engine.advanceTo(20_000);
    assertThat(told.lines)
        .containsExactly(
            "scheduled 7 100",
            "scheduled 8 100",
            "first 7 5100",
            "first 8 5100",
            "finished 8 LENGTH 5100",
            "finished 7 LENGTH 10100");
    assertThat(told.gaps.counts()).containsExactly(Map.entry(5_000_000L, 1L));
    assertThat(engine.nextEventNanos()).isEqualTo(Long.MAX_VALUE);
  }

  /** The first step ends at 1.5 ns; a request of nanosecond 1 may not start before that. */
  @ParameterizedTest
  @MethodSource("kinds")
  void picosecondsAreKept(BatchingPolicy policy, KvAllocation kv) {
    Told told = new Told();
    ServingEngine engine = engine(policy, kv, 1_500, told);
    engine.enqueue(PlainEngine.request(0, 1, 1, true), 0);
    engine.advanceTo(1);
    engine.enqueue(PlainEngine.request(1, 1, 1, true), 1);
    engine.advanceTo(10);
    assertThat(told.lines).endsWith("finished 1 LENGTH 3");
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void timeMustNotRunBackwardsNorOvertakeTheEngine(BatchingPolicy policy, KvAllocation kv) {
    ServingEngine engine = engine(policy, kv, 1_000_000, new Told());
    engine.enqueue(PlainEngine.request(0, 3, 1, true), 50);
    engine.advanceTo(60);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> engine.enqueue(PlainEngine.request(1, 3, 1, true), 59))
        .withMessageContaining("59 ns is before 60 ns");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> engine.enqueue(PlainEngine.request(1, 3, 1, true), 1_051))
        .withMessageContaining("advance to 1050 ns before speaking of 1051 ns");
  }

  /** Max length 40, blocks of 4, 20 of them: contiguous, two requests of any length fill them. */
  @ParameterizedTest
  @MethodSource("kinds")
  void contiguousMemoryIsReservedAndPagedMemoryGrows(BatchingPolicy policy, KvAllocation kv) {
    ServingEngine engine = engine(policy, kv, 1_000_000, new Told());
    for (int tag = 0; tag < 4; tag++) {
      engine.enqueue(PlainEngine.request(tag, 3, 9, true), 0);
    }
    engine.advanceTo(0);
    boolean paged = kv == KvAllocation.PAGED;
    assertThat(engine.running()).isEqualTo(paged ? 4 : 2);
    assertThat(engine.heldBlocks()).isEqualTo(paged ? 4 : 2);
    assertThat(engine.usableBlocks()).isEqualTo(paged ? 20 : 2);
    EngineUsage usage = new EngineUsage();
    engine.advanceTo(3_000);
    engine.usageAt(3_000, usage);
    // Positions 3, 4 and 5: two blocks each from the third step on, where memory is paged.
    assertThat(usage.blockPicos.value()).isEqualTo(paged ? 16_000_000 : 6_000_000);
  }

  private static ServingEngine engine(
      BatchingPolicy policy, KvAllocation kv, long stepPicos, EngineListener listener) {
    EngineArgs args = kv.limits(policy.limits(PlainEngine.args(8, 64, 40, 4, 21, true, true, 0)));
    return plan(policy, args, new Steps(stepPicos, 0), 0)
        .newEngine(new Steps(stepPicos, 0), listener, StepObserver.NONE);
  }

  private static FleetPlan plan(
      BatchingPolicy policy, EngineArgs args, StepTimeModel time, long timeoutNanos) {
    return new FleetPlan(
        args,
        () -> time,
        1,
        1,
        "lab/box",
        "on_demand",
        false,
        LoadBalancing.ROUND_ROBIN,
        0,
        null,
        false,
        EngineFactory.LEAP,
        1,
        null,
        new Batching(policy, timeoutNanos));
  }

  /** A constant, and something per position attended and per prompt token. */
  private record Steps(long basePicos, long perContextPicos) implements StepTimeModel {
    @Override
    public long stepPicos(BatchShape batch) {
      return basePicos + perContextPicos * (batch.decodeContextTokens + batch.prefillTokens);
    }

    @Override
    public void decodeLine(BatchShape batch, Line out) {
      out.basePicos = basePicos;
      out.slopePicos = perContextPicos;
      out.lastContextTokens = Long.MAX_VALUE;
    }
  }

  /** A small engine under a small load, all drawn from a seed. */
  private static final class Case {
    private final SplittableRandom random;
    private final BatchingPolicy policy;
    private final Steps time;
    private final long timeoutNanos;
    private final List<long[]> requests = new ArrayList<>();
    final EngineArgs args;

    Case(long seed, BatchingPolicy policy, KvAllocation kv) {
      this.random = new SplittableRandom(seed);
      this.policy = policy;
      int slots = random.nextInt(1, 7);
      int maxModelLen = random.nextInt(8, 60);
      int blockSize = random.nextInt(1, 9);
      int blocks = (maxModelLen + blockSize - 1) / blockSize * random.nextInt(1, 4);
      boolean chunked = random.nextBoolean();
      int budget = Math.max(slots, chunked ? 1 : maxModelLen) + random.nextInt(60);
      EngineArgs paged =
          PlainEngine.args(slots, budget, maxModelLen, blockSize, blocks + 1, chunked, true, 0);
      this.args = kv.limits(policy.limits(paged));
      this.time = new Steps(random.nextLong(1, 4_000_000), random.nextLong(3_000));
      boolean waits = policy != BatchingPolicy.CONTINUOUS && random.nextBoolean();
      this.timeoutNanos = waits ? random.nextLong(1, 20_000) : 0;
      long nanos = 0;
      for (int i = random.nextInt(1, 20); i > 0; i--) {
        nanos += random.nextBoolean() ? 0 : random.nextLong(15_000);
        int prompt = random.nextInt(1, maxModelLen);
        requests.add(new long[] {nanos, prompt, random.nextInt(1, 30), random.nextInt(2)});
      }
    }

    /** Everything told, then the last reading; every block is back by then. */
    Told run(boolean manyCalls, StepObserver observer) {
      Told told = new Told();
      ServingEngine engine = plan(policy, args, time, timeoutNanos).newEngine(time, told, observer);
      SplittableRandom calls = new SplittableRandom(requests.size());
      for (int tag = 0; tag < requests.size(); tag++) {
        long[] request = requests.get(tag);
        long before = tag == 0 ? 0 : requests.get(tag - 1)[0];
        if (request[0] > before) {
          advance(engine, before, request[0], manyCalls, calls);
        }
        engine.enqueue(
            PlainEngine.request(tag, (int) request[1], (int) request[2], request[3] == 1),
            request[0]);
      }
      long last = requests.get(requests.size() - 1)[0];
      advance(engine, last, 1_000_000_000L, manyCalls, calls);
      EngineReading reading = EngineReading.of(engine, 1_000_000_000L, told.gaps);
      told.lines.add(reading.toString());
      assertThat(engine.freeBlocks()).as("free at the end").isEqualTo(args.usableBlocks());
      assertThat(engine.waiting() + engine.running()).as("left at the end").isZero();
      return told;
    }

    private static void advance(
        ServingEngine engine,
        long fromNanos,
        long nanos,
        boolean manyCalls,
        SplittableRandom calls) {
      long from = fromNanos;
      while (manyCalls && engine.nextEventNanos() < nanos) {
        long next = engine.nextEventNanos();
        if (from < next - 1) {
          engine.accountTo(calls.nextLong(from, next));
        }
        engine.advanceTo(next);
        from = next;
        FleetLaws.checkBlocks("the engine", engine);
      }
      engine.advanceTo(nanos - 1);
    }
  }

  /** What an engine tells, gaps apart. */
  private static final class Told implements EngineListener {
    final List<String> lines = new ArrayList<>();
    final GapCounts gaps = new GapCounts();

    @Override
    public void scheduled(int tag, int cachedTokens, long nanos) {
      lines.add("scheduled " + tag + " " + nanos);
    }

    @Override
    public void firstToken(int tag, long nanos) {
      lines.add("first " + tag + " " + nanos);
    }

    @Override
    public void finished(int tag, FinishReason reason, long nanos) {
      lines.add("finished " + tag + " " + reason + " " + nanos);
    }

    @Override
    public void preempted(int tag, long nanos) {
      lines.add("preempted " + tag + " " + nanos);
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
}
