package dev.crossover.engine.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.crossover.engine.reference.EngineReading;
import dev.crossover.engine.reference.StepLaws;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of every engine under every workload; a failure is shrunk to its smallest case. */
class EngineFuzzTest {
  private static final int TRIES = 100;

  /** The same cases in every build; without it each run draws its own. */
  private static final String SEED = "20260817";

  @Provide
  Arbitrary<EngineArgs> engines() {
    return AnyWorkload.args();
  }

  @Provide
  Arbitrary<List<AnyWorkload.Ask>> workloads() {
    return AnyWorkload.asks();
  }

  @Property(tries = TRIES, seed = SEED)
  void theEnginesTellTheSame(
      @ForAll("engines") EngineArgs args, @ForAll("workloads") List<AnyWorkload.Ask> asks) {
    RandomCase drawn = AnyWorkload.of(args, asks);
    List<Record> expected = CaseRun.of(EngineKind.REFERENCE, drawn).entries();
    assertThat(CaseRun.of(EngineKind.STEPPING, drawn).entries()).isEqualTo(expected);
    assertThat(CaseRun.of(EngineKind.LEAPING, drawn).entries()).isEqualTo(expected);
  }

  @Property(tries = TRIES, seed = SEED)
  void theEnginesKeepTheSameFreeList(
      @ForAll("engines") EngineArgs args, @ForAll("workloads") List<AnyWorkload.Ask> asks) {
    RandomCase drawn = AnyWorkload.of(args, asks);
    assertThat(CaseRun.transcript(EngineKind.STEPPING, drawn))
        .isEqualTo(CaseRun.transcript(EngineKind.REFERENCE, drawn));
  }

  @Property(tries = TRIES, seed = SEED)
  void everyScheduleCallKeepsTheLaws(
      @ForAll("engines") EngineArgs args, @ForAll("workloads") List<AnyWorkload.Ask> asks) {
    RandomCase drawn = AnyWorkload.of(args, asks);
    assertThatCode(() -> CaseRun.observed(EngineKind.STEPPING, drawn, new StepLaws(args)))
        .doesNotThrowAnyException();
  }

  /**
   * Only a request for which there are not blocks enough may stay, and those behind it. By priority
   * equals may take each other's blocks for ever: of them the first in running order yields.
   */
  @Property(tries = TRIES, seed = SEED)
  void whoeverFitsIsAnswered(
      @ForAll("engines") EngineArgs args, @ForAll("workloads") List<AnyWorkload.Ask> asks) {
    RandomCase drawn = AnyWorkload.of(args, asks);
    Recording told = CaseRun.of(EngineKind.LEAPING, drawn);
    int most = 0;
    for (RandomCase.Arrival arrival : drawn.arrivals()) {
      most = Math.max(most, longest(arrival.request(), args));
    }
    int lookahead = args.numLookaheadTokens() + args.numSpeculativeTokens();
    int positions = Math.min(most + lookahead, args.maxModelLen());
    int blocks = (positions + args.blockSize() - 1) / args.blockSize();
    if (args.policy() == SchedulingPolicy.FCFS
        && blocks + args.watermarkBlocks() <= args.usableBlocks()) {
      assertThat(told.count("finished")).isEqualTo(asks.size());
      assertThat(reading(told).get("waiting")).isZero();
      assertThat(reading(told).get("running")).isZero();
    }
  }

  /** Nobody can find private tokens again but their own request, after it had to yield. */
  @Property(tries = TRIES, seed = SEED)
  void cachingPrivateTokensChangesNothingUnlessSomebodyYields(
      @ForAll("engines") EngineArgs args, @ForAll("workloads") List<AnyWorkload.Ask> asks) {
    List<AnyWorkload.Ask> isolated =
        asks.stream()
            .map(
                ask ->
                    new AnyWorkload.Ask(
                        ask.gapNanos(),
                        ask.promptTokens(),
                        0,
                        1,
                        ask.maxTokens(),
                        ask.stopsAt(),
                        ask.traits()))
            .toList();
    Recording cached = CaseRun.of(EngineKind.LEAPING, AnyWorkload.of(with(args, true), isolated));
    if (cached.count("preempted") == 0) {
      Recording plain = CaseRun.of(EngineKind.LEAPING, AnyWorkload.of(with(args, false), isolated));
      assertThat(cached.countByGapPicos()).isEqualTo(plain.countByGapPicos());
      assertThat(events(cached)).isEqualTo(events(plain));
    }
  }

  private static EngineArgs with(EngineArgs args, boolean caching) {
    return args.toBuilder().enablePrefixCaching(caching).build();
  }

  private static int longest(EngineRequest request, EngineArgs args) {
    return Math.min(request.promptTokens + request.maxTokens, args.maxModelLen());
  }

  private static List<Record> events(Recording told) {
    return told.entries().stream().filter(entry -> entry instanceof Recording.Event).toList();
  }

  private static Map<String, BigInteger> reading(Recording told) {
    List<Record> entries = told.entries();
    return ((EngineReading) entries.get(entries.size() - 1)).figures();
  }
}
