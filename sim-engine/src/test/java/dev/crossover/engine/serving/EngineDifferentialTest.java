package dev.crossover.engine.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.crossover.engine.reference.StepLaws;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * ReferenceEngine == EngineCore stepping == EngineCore leaping, on seeded tiny cases, in all that
 * is told and all that is counted, to the bit. {@code -Dcrossover.cases=1000000} runs as many.
 */
class EngineDifferentialTest {
  private static final long FIRST_SEED = 20_260_101;

  private static final Map<String, Long> LEAST_PER_THOUSAND =
      Map.ofEntries(
          Map.entry("aborts of running", 90L),
          Map.entry("aborts of waiting", 100L),
          Map.entry("answers", 3_500L),
          Map.entry("drafts accepted", 5_000L),
          Map.entry("drafts all rejected", 3_000L),
          Map.entry("duplicate blocks", 10L),
          Map.entry("ends by stop", 400L),
          Map.entry("ends while preempted", 10L),
          Map.entry("hits", 300L),
          Map.entry("hits in a sliding window", 6L),
          Map.entry("hits of preempted", 250L),
          Map.entry("leaps", 1_500L),
          Map.entry("overtaken", 70L),
          Map.entry("padded first decodes", 8L),
          Map.entry("preemptions", 2_500L),
          Map.entry("set aside", 900L),
          Map.entry("victims already scheduled", 90L),
          Map.entry("wasted steps", 250L),
          Map.entry("work after a call that gave nobody anything", 2_000L));

  /** Says what the cases held where more of them are asked for. */
  @Test
  void theEnginesAgreeOnManyCases() {
    Integer asked = Integer.getInteger("crossover.cases");
    Map<String, Long> features = compare(asked == null ? 2_000 : asked);
    if (asked != null) {
      System.out.println(asked + " cases, no difference: " + features);
    }
  }

  @Test
  @Tag("long")
  void theEnginesAgreeOnTwentyThousandCases() {
    compare(20_000);
  }

  private static Map<String, Long> compare(int cases) {
    Map<String, Long> features = new TreeMap<>();
    for (long seed = FIRST_SEED; seed < FIRST_SEED + cases; seed++) {
      RandomCase drawn = RandomCase.of(seed);
      Recording expected =
          CaseRun.observed(EngineKind.REFERENCE, drawn, new Features(drawn, features));
      features.merge("answers", expected.count("finished"), Long::sum);
      Recording leaping = CaseRun.of(EngineKind.LEAPING, drawn);
      assertSame(drawn, "stepping", CaseRun.of(EngineKind.STEPPING, drawn), expected);
      assertSame(drawn, "leaping", leaping, expected);
      assertSame(
          drawn, "with extra calls", CaseRun.withExtraCalls(EngineKind.LEAPING, drawn), expected);
      assertSameCalls(drawn);
      features.merge("leaps", leaping.leaps(), Long::sum);
    }
    assertEverythingHappens(features, cases);
    return features;
  }

  private static void assertSameCalls(RandomCase drawn) {
    assertSame(
        drawn,
        "schedule calls",
        CaseRun.transcript(EngineKind.STEPPING, drawn),
        CaseRun.transcript(EngineKind.REFERENCE, drawn));
  }

  /** About half as often as 20,000 cases showed, so that rules are not forgotten unnoticed. */
  private static void assertEverythingHappens(Map<String, Long> features, int cases) {
    LEAST_PER_THOUSAND.forEach(
        (feature, least) ->
            assertThat(features.getOrDefault(feature, 0L))
                .as("%s in %d cases: %s", feature, cases, features)
                .isGreaterThanOrEqualTo(least * cases / 1_000));
  }

  @ParameterizedTest
  @EnumSource(
      value = EngineKind.class,
      names = {"REFERENCE", "STEPPING"})
  void theLawsHoldAtEveryCall(EngineKind kind) {
    for (long seed = FIRST_SEED; seed < FIRST_SEED + 2_000; seed++) {
      RandomCase drawn = RandomCase.of(seed);
      assertThatCode(() -> CaseRun.observed(kind, drawn, new StepLaws(drawn.args())))
          .as("the laws, %s", drawn)
          .doesNotThrowAnyException();
    }
  }

  @Test
  void extraCallsChangeNothingThatTheReferenceTells() {
    for (long seed = FIRST_SEED; seed < FIRST_SEED + 500; seed++) {
      RandomCase drawn = RandomCase.of(seed);
      assertSame(
          drawn,
          "with extra calls",
          CaseRun.withExtraCalls(EngineKind.REFERENCE, drawn),
          CaseRun.of(EngineKind.REFERENCE, drawn));
    }
  }

  @Test
  void aShadowChangesNothingThatIsTold() {
    for (long seed = FIRST_SEED; seed < FIRST_SEED + 300; seed++) {
      RandomCase drawn = RandomCase.of(seed);
      Recording expected = CaseRun.of(EngineKind.REFERENCE, drawn);
      assertSame(drawn, "shadowed", CaseRun.of(EngineKind.SHADOWED, drawn), expected);
      assertSame(
          drawn, "with extra calls", CaseRun.withExtraCalls(EngineKind.SHADOWED, drawn), expected);
    }
  }

  static Stream<Arguments> changes() {
    return Stream.of(
        change(5, "chunked prefill", (a, b) -> b.enableChunkedPrefill(true)),
        change(50, "one block more", (a, b) -> b.numBlocks(a.numBlocks() + 1)),
        change(100, "asynchronous or not", (a, b) -> b.asyncScheduling(!a.asyncScheduling())),
        change(30, "FCFS", (a, b) -> b.policy(SchedulingPolicy.FCFS)),
        change(50, "caching or not", (a, b) -> b.enablePrefixCaching(!a.enablePrefixCaching())),
        change(50, "a draft more", (a, b) -> b.numSpeculativeTokens(a.numSpeculativeTokens() + 1)),
        change(20, "a slot more", (a, b) -> b.numLookaheadTokens(a.numLookaheadTokens() + 1)),
        change(5, "a wider window", (a, b) -> b.slidingWindow(2 * a.slidingWindow())),
        change(20, "one adapter", (a, b) -> b.maxLoras(1)),
        rule(20, "the other gate", r -> r.withReserveFullIsl(!r.reserveFullIsl())),
        rule(20, "a watermark", r -> r.withWatermark(0.3)),
        rule(
            5,
            "the other free list",
            r ->
                new EngineRules(
                    r.reserveFullIsl(),
                    r.watermark(),
                    !r.unkeyedBlocksFirst(),
                    r.padFirstDecode(),
                    r.lookaheadAtAdmission())),
        rule(
            2,
            "the other padding",
            r ->
                new EngineRules(
                    r.reserveFullIsl(),
                    r.watermark(),
                    r.unkeyedBlocksFirst(),
                    !r.padFirstDecode(),
                    r.lookaheadAtAdmission())),
        rule(
            2,
            "the other lookahead",
            r ->
                new EngineRules(
                    r.reserveFullIsl(),
                    r.watermark(),
                    r.unkeyedBlocksFirst(),
                    r.padFirstDecode(),
                    !r.lookaheadAtAdmission())));
  }

  /** In so many of 300 cases at least; what a case does not use it cannot tell. */
  @ParameterizedTest(name = "{1}")
  @MethodSource("changes")
  void anEngineWithOneThingChangedIsToldFromTheReference(
      int least, String what, UnaryOperator<EngineArgs> change) {
    assertThat(differences(change, UnaryOperator.identity()))
        .as(what)
        .isGreaterThanOrEqualTo(least);
  }

  private static Arguments change(
      int least, String what, BiFunction<EngineArgs, EngineArgs.Builder, EngineArgs.Builder> how) {
    UnaryOperator<EngineArgs> change = args -> how.apply(args, args.toBuilder()).build();
    return Arguments.of(least, what, change);
  }

  private static Arguments rule(int least, String what, UnaryOperator<EngineRules> how) {
    return change(least, what, (args, builder) -> builder.rules(how.apply(args.rules())));
  }

  @Test
  void aDecodeLineOffByOnePicosecondIsFound() {
    assertThat(differences(UnaryOperator.identity(), OffByOne::new)).isGreaterThan(150);
  }

  /** Right for every step, wrong for leaps. */
  private record OffByOne(StepTimeModel right) implements StepTimeModel {
    @Override
    public long stepPicos(BatchShape batch) {
      return right.stepPicos(batch);
    }

    @Override
    public void decodeLine(BatchShape batch, Line out) {
      right.decodeLine(batch, out);
      out.basePicos++;
    }
  }

  /** Cases of 300 in which a leaping engine with something changed is told from the reference. */
  private static int differences(
      UnaryOperator<EngineArgs> args, UnaryOperator<StepTimeModel> time) {
    int different = 0;
    for (long seed = FIRST_SEED; seed < FIRST_SEED + 300; seed++) {
      RandomCase drawn = RandomCase.of(seed);
      List<Record> expected = CaseRun.of(EngineKind.REFERENCE, drawn).entries();
      List<Record> found =
          CaseRun.of(EngineKind.LEAPING, drawn, args.apply(drawn.args()), time.apply(drawn.time()))
              .entries();
      different += found.equals(expected) ? 0 : 1;
    }
    return different;
  }

  private static void assertSame(
      RandomCase drawn, String which, Recording found, Recording expected) {
    assertSame(drawn, which, found.entries(), expected.entries());
  }

  private static void assertSame(
      RandomCase drawn, String which, List<Record> found, List<Record> expected) {
    int both = Math.min(found.size(), expected.size());
    for (int i = 0; i < both; i++) {
      if (!found.get(i).equals(expected.get(i))) {
        assertThat(found.get(i))
            .as("%s, entry %d of %s", which, i, drawn)
            .isEqualTo(expected.get(i));
      }
    }
    if (found.size() != expected.size()) {
      assertThat(found).as("%s on %s", which, drawn).isEqualTo(expected);
    }
  }
}
