package dev.crossover.engine.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossover.engine.kernel.WideSum;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Totals beyond what a double holds: leaping equals stepping in their last bit, too. */
class LongRunTest {
  private static final long SEED = 5;

  @ParameterizedTest
  @ValueSource(ints = {8_193, 300})
  void integralsOfALongRunAgreeToTheBit(int numBlocks) {
    EngineUsage stepping = usageOf(EngineKind.STEPPING, numBlocks);
    EngineUsage leaping = usageOf(EngineKind.LEAPING, numBlocks);
    assertThat(stepping.blockPicos.value()).isGreaterThan(0x1.0p57);
    assertThat(leaping.steps).isEqualTo(stepping.steps);
    assertThat(leaping.peakBlocks).isEqualTo(stepping.peakBlocks);
    List<Function<EngineUsage, WideSum>> sums =
        List.of(u -> u.busyPicos, u -> u.runningPicos, u -> u.blockPicos);
    for (Function<EngineUsage, WideSum> sum : sums) {
      assertThat(differencePicos(sum.apply(stepping), sum.apply(leaping))).isZero();
      assertThat(differencePicos(sum.apply(leaping), sum.apply(stepping))).isZero();
    }
  }

  /** 400 long requests, an hour or so. */
  private static EngineUsage usageOf(EngineKind kind, int numBlocks) {
    EngineArgs args = PlainEngine.args(64, 2_048, 16_384, 16, numBlocks, true, true, 0);
    AffineTime time = new AffineTime(35_000_000_123L, 20_000_007, 3_001, 9_000_011, 13);
    ServingEngine engine = kind.create(args, time, new Recording(), StepObserver.NONE);
    SplittableRandom random = new SplittableRandom(SEED);
    long nanos = 0;
    for (int tag = 0; tag < 400; tag++) {
      nanos += random.nextLong(20_000_000_000L);
      while (engine.nextEventNanos() < nanos) {
        engine.advanceTo(engine.nextEventNanos());
      }
      engine.enqueue(
          PlainEngine.request(tag, random.nextInt(1, 2_000), random.nextInt(1, 2_000), true),
          nanos);
    }
    engine.advanceTo(nanos);
    EngineUsage usage = new EngineUsage();
    engine.usageAt(nanos, usage);
    return usage;
  }

  private static double differencePicos(WideSum a, WideSum b) {
    WideSum difference = new WideSum();
    difference.set(a);
    difference.subtract(b);
    return difference.value();
  }
}
