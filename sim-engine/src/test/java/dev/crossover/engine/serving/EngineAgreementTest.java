package dev.crossover.engine.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What {@link EngineDifferentialTest} asks of thousands of random cases, asked of a few hundred in
 * portions that take no time: each mutant of the engines is tried against them.
 */
class EngineAgreementTest {
  private static final long FIRST_SEED = 31_000;
  private static final int PORTIONS = 12;
  private static final int CASES = 25;

  /** The first seed of each portion. */
  static LongStream portions() {
    return LongStream.range(0, PORTIONS).map(portion -> FIRST_SEED + CASES * portion);
  }

  @ParameterizedTest(name = "seeds from {0}")
  @MethodSource("portions")
  void theEnginesTellTheSame(long firstSeed) {
    for (long seed = firstSeed; seed < firstSeed + CASES; seed++) {
      RandomCase drawn = RandomCase.of(seed);
      List<Record> expected = CaseRun.of(EngineKind.REFERENCE, drawn).entries();
      assertThat(CaseRun.of(EngineKind.LEAPING, drawn).entries())
          .as("leaping, %s", drawn)
          .isEqualTo(expected);
      assertThat(CaseRun.of(EngineKind.STEPPING, drawn).entries())
          .as("stepping, %s", drawn)
          .isEqualTo(expected);
    }
  }

  @ParameterizedTest(name = "seeds from {0}")
  @MethodSource("portions")
  void theEnginesMakeTheSameCallsAndKeepTheSameFreeList(long firstSeed) {
    for (long seed = firstSeed; seed < firstSeed + CASES; seed++) {
      RandomCase drawn = RandomCase.of(seed);
      assertThat(CaseRun.transcript(EngineKind.STEPPING, drawn))
          .as("calls, %s", drawn)
          .isEqualTo(CaseRun.transcript(EngineKind.REFERENCE, drawn));
    }
  }
}
