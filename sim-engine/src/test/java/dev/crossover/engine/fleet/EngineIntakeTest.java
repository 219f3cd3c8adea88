package dev.crossover.engine.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.crossover.engine.kernel.RandomStreams;
import dev.crossover.engine.request.Arrival;
import dev.crossover.engine.request.LiveRequests;
import dev.crossover.engine.serving.AcceptanceRates;
import dev.crossover.engine.serving.DraftAcceptance;
import dev.crossover.engine.serving.EngineArgs;
import dev.crossover.engine.serving.EngineRequest;
import dev.crossover.engine.serving.TokenContent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Engines of 1,000 tokens per request. */
class EngineIntakeTest {
  private final LiveRequests requests = new LiveRequests();
  private final EngineIntake intake = new EngineIntake(plan(0, null), requests, streams(1));

  /** Prompts of 900 tokens: 0 is no limit, and -1 stands for an answer that never stops. */
  @ParameterizedTest
  @CsvSource({
    "  0,  30, 100, 30,  30",
    " 50,  30,  50, 30,  30",
    " 50,  50,  50, -1,  50",
    "  0,  99, 100, 99,  99",
    "  0, 100, 100, -1, 100",
    "  0, 200, 100, -1, 100",
    "100, 100, 100, -1, 100",
  })
  void anAnswerEndsByItselfOrIsCutByTheFirstLimit(
      int limit, int length, int maxTokens, int stopsAt, int keptLength) {
    Arrival arrival = arrival(0);
    arrival.promptTokens = 900;
    arrival.maxTokens = limit;
    arrival.outputTokens = length;
    int row = requests.take(arrival, 0);
    EngineRequest request = intake.of(row);
    assertThat(request.maxTokens).isEqualTo(maxTokens);
    assertThat(request.outputTokens).isEqualTo(stopsAt < 0 ? EngineRequest.NEVER_STOPS : stopsAt);
    assertThat(requests.outputTokens[row]).isEqualTo(keptLength);
  }

  @Test
  void whatTheClientRevealsReachesTheEngine() {
    Arrival arrival = arrival(77);
    arrival.nanos = 5;
    arrival.content = TokenContent.of(3, 100);
    arrival.outputStream = 9;
    arrival.priority = -2;
    arrival.cacheSalt = 4;
    arrival.lora = 6;
    int row = requests.take(arrival, 0);
    EngineRequest request = intake.of(row);
    assertThat(request.tag).isEqualTo(row);
    assertThat(request.promptTokens).isEqualTo(100);
    assertThat(request.measured).isTrue();
    assertThat(request.arrivalNanos).isEqualTo(5);
    assertThat(request.sequence).isEqualTo(77);
    assertThat(request.content).isSameAs(arrival.content);
    assertThat(request.outputStream).isEqualTo(9);
    assertThat(request.priority).isEqualTo(-2);
    assertThat(request.cacheSalt).isEqualTo(4);
    assertThat(request.lora).isEqualTo(6);
    assertThat(request.acceptance).isSameAs(DraftAcceptance.NONE);
  }

  @Test
  void theNextRequestKeepsNothingOfTheOneBefore() {
    Arrival first = arrival(1);
    first.content = TokenContent.of(3, 100);
    first.priority = 1;
    intake.of(requests.take(first, 0));
    EngineRequest request = intake.of(requests.take(arrival(2), -1));
    assertThat(request.content).isSameAs(TokenContent.PRIVATE);
    assertThat(request.outputStream).isEqualTo(TokenContent.PRIVATE_STREAM);
    assertThat(request.priority).isZero();
    assertThat(request.measured).isFalse();
  }

  @Test
  void acceptedDraftsDependOnTheRequestAndItsOutputSoFarAlone() {
    EngineIntake drafting = drafting(1);
    int[] expected = accepted(drafting.of(requests.take(arrival(5), 0)).acceptance);
    int other = requests.take(arrival(6), 0);
    assertThat(accepted(drafting.of(other).acceptance)).isNotEqualTo(expected);
    requests.release(other);
    int again = requests.take(arrival(5), 0);
    assertThat(again).as("a recycled row").isEqualTo(other);
    assertThat(accepted(drafting.of(again).acceptance)).isEqualTo(expected);
    assertThat(accepted(drafting(2).of(again).acceptance)).isNotEqualTo(expected);
  }

  /** Two drafts of which the first is accepted in 70 % of all steps, both in 49 %. */
  @Test
  void draftsAreAcceptedAtTheirRates() {
    EngineIntake drafting = drafting(3);
    int steps = 0;
    int first = 0;
    int both = 0;
    for (int id = 0; id < 100; id++) {
      int row = requests.take(arrival(id), 0);
      for (int accepted : accepted(drafting.of(row).acceptance)) {
        steps++;
        first += accepted >= 1 ? 1 : 0;
        both += accepted == 2 ? 1 : 0;
      }
    }
    // 20,000 draws: a standard deviation is 0.0032 and 0.0035.
    assertThat((double) first / steps).isCloseTo(0.7, within(0.015));
    assertThat((double) both / steps).isCloseTo(0.49, within(0.015));
  }

  @Test
  void draftsNeedRatesAndRatesNeedDrafts() {
    assertThatIllegalArgumentException().isThrownBy(() -> plan(2, null));
    assertThatIllegalArgumentException().isThrownBy(() -> plan(0, AcceptanceRates.of(0.5)));
  }

  private static int[] accepted(DraftAcceptance acceptance) {
    int[] accepted = new int[200];
    for (int i = 0; i < accepted.length; i++) {
      accepted[i] = acceptance.accepted(i, i + 1);
      assertThat(acceptance.accepted(0, i + 1)).as("asked again").isEqualTo(accepted[i]);
    }
    return accepted;
  }

  private EngineIntake drafting(long seed) {
    return new EngineIntake(plan(2, AcceptanceRates.perToken(0.7, 2)), requests, streams(seed));
  }

  private static RandomStreams streams(long seed) {
    return new RandomStreams(seed, 0);
  }

  private static Arrival arrival(long id) {
    Arrival arrival = new Arrival();
    arrival.id = id;
    arrival.promptTokens = 100;
    arrival.outputTokens = 10;
    return arrival;
  }

  private static FleetPlan plan(int drafts, @Nullable AcceptanceRates acceptance) {
    EngineArgs args = EngineArgs.builder().maxModelLen(1_000).numSpeculativeTokens(drafts).build();
    FleetPlan plan = Bench.fleet(1, Bench.TEN_MILLIS, EngineFactory.LEAP);
    return new FleetPlan(
        args,
        plan.time(),
        1,
        1,
        plan.instance(),
        plan.option(),
        false,
        plan.balancing(),
        0,
        null,
        false,
        plan.engine(),
        1,
        acceptance,
        Batching.CONTINUOUS);
  }
}
