package dev.crossover.engine.queueing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Calendar and random streams together against queueing theory: each mean wait and each number in
 * system lies, at 99.9 % confidence and within 3 %, where the closed form says.
 */
class QueueingTest {
  /**
   * One run.
   *
   * @param customers enough for an interval of 3 %; they grow with 1/(1 - load)^2
   */
  private record Case(Queue queue, double load, long customers, long seed) {
    Stream<Case> underThreeSeeds() {
      return LongStream.rangeClosed(1, 3).mapToObj(s -> new Case(queue, load, customers, s));
    }

    SteadyState run() {
      return SteadyState.of(queue, load, customers, seed);
    }
  }

  private static final List<Case> EVERY_DAY =
      List.of(
          new Case(Queue.M_M_1, 0.3, 700_000, 0),
          new Case(Queue.M_M_1, 0.7, 1_500_000, 0),
          new Case(Queue.M_M_1, 0.9, 9_000_000, 0),
          new Case(Queue.M_M_3, 0.3, 2_500_000, 0),
          new Case(Queue.M_M_3, 0.7, 2_200_000, 0),
          new Case(Queue.M_M_3, 0.9, 10_000_000, 0),
          new Case(Queue.M_D_1, 0.3, 300_000, 0),
          new Case(Queue.M_D_1, 0.7, 700_000, 0),
          new Case(Queue.M_D_1, 0.9, 5_000_000, 0),
          new Case(Queue.M_G_1, 0.3, 400_000, 0),
          new Case(Queue.M_G_1, 0.7, 1_000_000, 0),
          new Case(Queue.M_G_1, 0.9, 7_500_000, 0));

  private static final List<Case> NEAR_SATURATION =
      List.of(
          new Case(Queue.M_M_1, 0.95, 40_000_000, 0),
          new Case(Queue.M_M_3, 0.95, 40_000_000, 0),
          new Case(Queue.M_D_1, 0.95, 20_000_000, 0),
          new Case(Queue.M_G_1, 0.95, 35_000_000, 0));

  static Stream<Case> everyDay() {
    return EVERY_DAY.stream().flatMap(Case::underThreeSeeds);
  }

  static Stream<Case> nearSaturation() {
    return NEAR_SATURATION.stream().flatMap(Case::underThreeSeeds);
  }

  @ParameterizedTest
  @MethodSource("everyDay")
  void theTextbookIsConfirmed(Case drawn) {
    assertConfirmed(drawn);
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource("nearSaturation")
  void theTextbookIsConfirmedNearSaturation(Case drawn) {
    assertConfirmed(drawn);
  }

  /** Without it, an interval test that accepts anything would go unnoticed. */
  @Test
  void aWrongFormulaIsRejected() {
    double load = 0.7;
    SteadyState measured = SteadyState.of(Queue.M_D_1, load, 700_000, 1);
    double right = Queue.M_D_1.meanWaitSeconds(load);
    assertThat(measured.waitSeconds().confirms(right)).isTrue();
    assertThat(measured.waitSeconds().confirms(Queue.M_M_1.meanWaitSeconds(load))).isFalse();
    assertThat(measured.waitSeconds().confirms(1.07 * right)).isFalse();
    assertThat(measured.waitSeconds().confirms(0.93 * right)).isFalse();
    assertThat(measured.inSystem().confirms(Queue.M_M_1.meanInSystem(load))).isFalse();
  }

  @Test
  void anIntervalTooWideConfirmsNothing() {
    SteadyState measured = SteadyState.of(Queue.M_M_1, 0.9, 50_000, 1);
    assertThat(measured.waitSeconds().confirms(measured.waitSeconds().mean())).isFalse();
  }

  /** Erlang's tables: three servers offered 2.1 erlang, and one server, where C is the load. */
  @Test
  void theFormulasAgreeWithPublishedOnes() {
    assertThat(Queue.M_M_3.meanWaitSeconds(0.7)).isCloseTo(0.54705, within(1e-5));
    assertThat(Queue.M_M_1.meanWaitSeconds(0.9)).isCloseTo(9, within(1e-12));
    assertThat(Queue.M_D_1.meanWaitSeconds(0.9)).isCloseTo(4.5, within(1e-12));
    assertThat(Queue.M_G_1.meanWaitSeconds(0.9)).isCloseTo(6.75, within(1e-12));
    assertThat(Queue.M_M_1.meanInSystem(0.9)).isCloseTo(9, within(1e-12));
  }

  private static void assertConfirmed(Case drawn) {
    SteadyState measured = drawn.run();
    double wait = drawn.queue().meanWaitSeconds(drawn.load());
    double inSystem = drawn.queue().meanInSystem(drawn.load());
    assertThat(measured.waitSeconds().confirms(wait))
        .as("%s: wait %s, by the formula %.5f", drawn, measured.waitSeconds(), wait)
        .isTrue();
    assertThat(measured.inSystem().confirms(inSystem))
        .as("%s: in system %s, by the formula %.5f", drawn, measured.inSystem(), inSystem)
        .isTrue();
    assertThat(measured.littleRatio()).as("%s: L / (lambda W)", drawn).isCloseTo(1, within(1e-3));
  }
}
