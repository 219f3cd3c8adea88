package dev.crossover.engine.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

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

  @Test
  void theEnginesAgreeOnManyCases() {
    compare(Integer.getInteger("crossover.cases", 2_000));
  }

  @Test
  @Tag("long")
  void theEnginesAgreeOnTwentyThousandCases() {
    compare(20_000);
  }

  private static void compare(int cases) {
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

  @Test
  void aFlippedGateIsFound() {
    assertThat(
            differences(
                args ->
                    args.toBuilder()
                        .rules(args.rules().withReserveFullIsl(!args.rules().reserveFullIsl()))
                        .build(),
                UnaryOperator.identity()))
        .isGreaterThan(20);
  }

  @Test
  void oneBlockMoreIsFound() {
    assertThat(
            differences(
                args -> args.toBuilder().numBlocks(args.numBlocks() + 1).build(),
                UnaryOperator.identity()))
        .isGreaterThan(50);
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
