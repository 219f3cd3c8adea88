package dev.crossover.engine.fleet;

import static dev.crossover.engine.fleet.Bench.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crossover.engine.metering.ClassTally;
import dev.crossover.engine.metering.LatencyMetric;
import dev.crossover.engine.metering.MeasurementPlan;
import dev.crossover.engine.metering.RequestBounds;
import dev.crossover.engine.metering.StrategyTally;
import dev.crossover.engine.request.Arrival;
import dev.crossover.engine.request.ArrivalStream;
import dev.crossover.engine.request.Fate;
import dev.crossover.engine.request.Reason;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two classes of one stream: even ids ask for 10 tokens, odd ones for 20. Steps take 10 ms. */
class ClassTallyTest {
  private static final RequestBounds LOOSE =
      new RequestBounds(SECOND, Long.MAX_VALUE, 150 * SECOND / 1_000);

  /** The classes of scripted arrivals, by the parity of their ids. */
  private record ByParity(ScriptedArrivals script) implements ArrivalStream {
    @Override
    public long nextNanos() {
      return script.nextNanos();
    }

    @Override
    public boolean next(Arrival into) {
      boolean any = script.next(into);
      into.classIndex = (int) (into.id % 2);
      return any;
    }

    @Override
    public List<String> classNames() {
      return List.of("even", "odd");
    }
  }

  private static StrategyTally run(List<RequestBounds> bounds) {
    double[][] script = {
      {0, 100, 10},
      {1, 50, 20},
      {2, 100, 10},
      {3, 50, 20, 0, 0, 0, 0, 0.105},
      {4, 9_000, 10},
      {5, 50, 20, 0, 0, 0, 0, 0, 1},
    };
    MeasurementPlan plan =
        new MeasurementPlan(
            0, 60 * SECOND, 90 * SECOND, 60 * SECOND, List.of(), RequestBounds.NONE, bounds);
    return Bench.run(
            Bench.fleet(1, Bench.TEN_MILLIS, EngineFactory.LEAP),
            null,
            List.of(),
            plan,
            new ByParity(ScriptedArrivals.of(script)))
        .tally();
  }

  @Test
  void eachClassHasItsOwnBooks() {
    List<ClassTally> classes = run(List.of(LOOSE, LOOSE)).classes;
    ClassTally even = classes.get(0);
    ClassTally odd = classes.get(1);
    assertThat(even.counts.arrived()).isEqualTo(3);
    assertThat(even.counts.of(Fate.COMPLETED)).isEqualTo(2);
    assertThat(even.counts.reasons()).isEqualTo(Map.of(Reason.TOO_LONG, 1L));
    assertThat(even.tokens.prompt).isEqualTo(200);
    assertThat(even.tokens.output).isEqualTo(20);
    assertThat(even.latencies.of(LatencyMetric.E2E).meanSeconds()).isEqualTo(0.1);
    assertThat(even.withinBounds).isEqualTo(2);
    assertThat(odd.counts.reasons()).isEqualTo(Map.of(Reason.DEADLINE, 1L));
    assertThat(odd.counts.of(Fate.COMPLETED)).isEqualTo(2);
    assertThat(odd.counts.answeredByCache()).isEqualTo(1);
    assertThat(odd.tokens.wasted).isEqualTo(11);
    assertThat(odd.latencies.of(LatencyMetric.E2E).maxSeconds()).isEqualTo(0.2);
    // 200 ms is beyond the 150 ms; what the cache answers within 5 ms is not.
    assertThat(odd.withinBounds).isEqualTo(1);
  }

  @Test
  void classesAddUpToAll() {
    StrategyTally tally = run(List.of(LOOSE, LOOSE));
    StrategyTally both = new StrategyTally(0, 2);
    both.add(tally);
    both.add(tally);
    assertThat(both.classes.get(0).counts.arrived() + both.classes.get(1).counts.arrived())
        .isEqualTo(both.counts.arrived())
        .isEqualTo(12);
    assertThat(both.classes.get(1).tokens.wasted).isEqualTo(both.tokens.wasted).isEqualTo(22);
    assertThat(both.classes.get(1).withinBounds).isEqualTo(2);
  }

  @Test
  void withoutBoundsForClassesTheyAreNotToldApart() {
    assertThat(run(List.of()).classes).isEmpty();
  }
}
