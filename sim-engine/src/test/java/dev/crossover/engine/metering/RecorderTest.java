package dev.crossover.engine.metering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossover.engine.request.Arrival;
import dev.crossover.engine.request.Backend;
import dev.crossover.engine.request.Fate;
import dev.crossover.engine.request.LiveRequests;
import dev.crossover.engine.request.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecorderTest {
  private static final long SECOND = 1_000_000_000L;

  private final LiveRequests requests = new LiveRequests();
  private final List<String> log = new ArrayList<>();
  private final MeasurementPlan plan =
      new MeasurementPlan(
          10 * SECOND,
          30 * SECOND,
          40 * SECOND,
          10 * SECOND,
          List.of(new LatencyTerm(LatencyMetric.E2E, 1.0, SECOND)),
          new RequestBounds(2 * SECOND, Long.MAX_VALUE, 5 * SECOND));
  private final Recorder recorder =
      new Recorder(
          plan,
          0,
          requests,
          (rows, row, fate, reason, nanos) -> log.add(rows.id[row] + " " + fate + " " + reason),
          EndListener.NONE);

  /** Windows [10, 20) and [20, 30); request 1 outlives its window, so both close at the end. */
  @Test
  void aRequestIsBookedInTheWindowOfItsArrival() {
    int unmeasured = arrive(0, 5);
    recorder.beginWindow();
    int slow = arrive(1, 12);
    int quick = arrive(2, 13);
    complete(quick, 14, 15);
    recorder.completed(unmeasured, 16 * SECOND);
    recorder.endWindow(FleetReading.NONE);
    recorder.beginWindow();
    int refused = arrive(3, 20);
    recorder.refused(refused, Reason.TOO_LONG, 20 * SECOND);
    recorder.endWindow(FleetReading.NONE);
    assertThat(recorder.tally().windows).isEmpty();
    complete(slow, 31, 32);
    assertThat(recorder.openRequests()).isZero();
    StrategyTally tally = recorder.closeBooks();

    assertThat(tally.windows).extracting(w -> w.counts().arrived()).containsExactly(2L, 1L);
    assertThat(tally.windows.get(0).e2eP99Seconds()).isEqualTo(20.0);
    assertThat(tally.counts.of(Fate.COMPLETED)).isEqualTo(2);
    assertThat(tally.counts.reasons()).isEqualTo(Map.of(Reason.TOO_LONG, 1L));
    assertThat(tally.windows.get(0).termSeconds()).containsExactly(20.0);
    assertThat(tally.windows.get(0).outputTokens()).isEqualTo(20);
    assertThat(tally.windows.get(1).successShare()).isZero();
    assertThat(tally.withinBounds).isEqualTo(1);
    assertThat(tally.tokens.output).isEqualTo(20);
    assertThat(log).containsExactly("2 COMPLETED null", "3 REJECTED TOO_LONG", "1 COMPLETED null");
  }

  @Test
  void whatIsOpenAtTheEndIsUnfinished() {
    recorder.beginWindow();
    arrive(1, 11);
    recorder.endWindow(FleetReading.NONE);
    recorder.beginWindow();
    recorder.endWindow(FleetReading.NONE);
    StrategyTally tally = recorder.closeBooks();
    assertThat(tally.counts.of(Fate.UNFINISHED)).isEqualTo(1);
    assertThat(tally.counts.isConserved()).isTrue();
  }

  @Test
  void aRequestOfOneTokenHasNoTimePerOutputToken() {
    recorder.beginWindow();
    int row = arrive(1, 11);
    requests.outputTokens[row] = 1;
    complete(row, 12, 12);
    assertThat(recorder.tally().latencies.of(LatencyMetric.TPOT).count()).isZero();
  }

  /** Of two requests that found 3 and 5 tokens in the cache, one is answered in time. */
  @Test
  void cachedTokensAreThoseOfAnsweredRequests() {
    recorder.beginWindow();
    int answered = arrive(1, 11);
    int open = arrive(2, 11);
    requests.cachedTokens[answered] = 3;
    requests.cachedTokens[open] = 5;
    complete(answered, 12, 13);
    assertThat(recorder.tally().tokens.cachedPrompt).isEqualTo(3);
    int next = arrive(3, 13);
    assertThat(next).as("a recycled row").isEqualTo(answered);
    assertThat(requests.cachedTokens[next]).isZero();
  }

  private int arrive(long id, long second) {
    Arrival arrival = new Arrival();
    arrival.id = id;
    arrival.nanos = second * SECOND;
    arrival.promptTokens = 5;
    arrival.outputTokens = 10;
    int row = requests.take(arrival, plan.windowOf(arrival.nanos));
    recorder.arrived(row);
    recorder.routed(row, Backend.FLEET, -1);
    return row;
  }

  private void complete(int row, long firstToken, long last) {
    requests.firstTokenNanos[row] = firstToken * SECOND;
    recorder.completed(row, last * SECOND);
  }
}
