package dev.crossover.engine.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * ReferenceEngine == EngineCore stepping == EngineCore leaping, on seeded tiny cases, in all that
 * is told and all that is counted, to the bit.
 */
class EngineDifferentialTest {
  private static final long FIRST_SEED = 20_260_101;

  @Test
  void theEnginesAgreeOnTwoThousandCases() {
    compare(2_000);
  }

  @Test
  @Tag("long")
  void theEnginesAgreeOnFiftyThousandCases() {
    compare(50_000);
  }

  private static void compare(int cases) {
    long preemptions = 0;
    long leaps = 0;
    long finished = 0;
    for (long seed = FIRST_SEED; seed < FIRST_SEED + cases; seed++) {
      RandomCase drawn = RandomCase.of(seed);
      Recording expected = CaseRun.of(EngineKind.REFERENCE, drawn);
      Recording leaping = CaseRun.of(EngineKind.LEAPING, drawn);
      assertSame(drawn, "stepping", CaseRun.of(EngineKind.STEPPING, drawn), expected);
      assertSame(drawn, "leaping", leaping, expected);
      assertSame(
          drawn, "with extra calls", CaseRun.withExtraCalls(EngineKind.LEAPING, drawn), expected);
      preemptions += expected.count("preempted");
      finished += expected.count("finished");
      leaps += leaping.leaps();
    }
    assertThat(preemptions).as("preemptions").isGreaterThan(2L * cases);
    assertThat(leaps).as("leaps").isGreaterThan(5L * cases);
    assertThat(finished).as("finished requests").isGreaterThan(3L * cases);
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
    int both = Math.min(found.entries().size(), expected.entries().size());
    for (int i = 0; i < both; i++) {
      if (!found.entries().get(i).equals(expected.entries().get(i))) {
        assertThat(found.entries().get(i))
            .as("%s, entry %d of %s", which, i, drawn)
            .isEqualTo(expected.entries().get(i));
      }
    }
    if (found.entries().size() != expected.entries().size()) {
      assertThat(found.entries()).as("%s on %s", which, drawn).isEqualTo(expected.entries());
    }
  }
}
