package dev.crossover.models.pricing;

import static dev.crossover.models.catalog.ShippedCatalog.CATALOG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crossover.engine.fleet.EngineFactory;
import dev.crossover.engine.fleet.FleetPlan;
import dev.crossover.engine.fleet.FleetSimulation;
import dev.crossover.engine.fleet.LoadBalancing;
import dev.crossover.engine.fleet.Outcome;
import dev.crossover.engine.fleet.StrategyPlan;
import dev.crossover.engine.fleet.Verification;
import dev.crossover.engine.kernel.RandomStreams;
import dev.crossover.engine.metering.MeasurementPlan;
import dev.crossover.engine.metering.RequestBounds;
import dev.crossover.engine.metering.RequestLog;
import dev.crossover.engine.request.Arrival;
import dev.crossover.engine.request.ArrivalStream;
import dev.crossover.engine.serving.BatchShape;
import dev.crossover.engine.serving.EngineArgs;
import dev.crossover.engine.serving.Line;
import dev.crossover.engine.serving.StepTimeModel;
import dev.crossover.engine.units.TimeSpan;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From the simulation to the bill: an idle fleet costs its hours times their rate. */
class IdleFleetCostTest {
  private static final long HOUR = 3_600_000_000_000L;

  private static final StepTimeModel NEVER_ASKED =
      new StepTimeModel() {
        @Override
        public long stepPicos(BatchShape batch) {
          throw new AssertionError("an idle fleet steps");
        }

        @Override
        public void decodeLine(BatchShape batch, Line out) {
          throw new AssertionError("an idle fleet leaps");
        }
      };

  private static final ArrivalStream NOBODY =
      new ArrivalStream() {
        @Override
        public long nextNanos() {
          return NONE;
        }

        @Override
        public boolean next(Arrival into) {
          return false;
        }

        @Override
        public List<String> classNames() {
          return List.of();
        }
      };

  /** Three replicas, two to an instance: 2 x 720 h x 5.672. */
  @Test
  void anIdleFleetCostsItsHoursTimesTheirRate() {
    assertThat(monthlyUsd("on_demand", false)).isEqualByComparingTo("8167.68");
  }

  @Test
  void anIdleReservationCostsAsMuchAsABusyOne() {
    assertThat(monthlyUsd("reserved_1yr", true)).isEqualByComparingTo("5145.6384");
  }

  /** One day is simulated; a month has thirty of them. */
  private static BigDecimal monthlyUsd(String option, boolean reserved) {
    FleetPlan fleet =
        new FleetPlan(
            EngineArgs.builder()
                .maxNumSeqs(8)
                .maxNumBatchedTokens(512)
                .maxModelLen(4_096)
                .blockSize(16)
                .numBlocks(2_000)
                .build(),
            () -> NEVER_ASKED,
            3,
            2,
            "aws/g5.12xlarge",
            option,
            reserved,
            LoadBalancing.LEAST_REQUESTS,
            0,
            null,
            false,
            EngineFactory.LEAP);
    Outcome outcome =
        new FleetSimulation(
                new StrategyPlan(fleet, null, List.of()),
                new MeasurementPlan(
                    HOUR, 25 * HOUR, 26 * HOUR, HOUR, List.of(), RequestBounds.NONE),
                NOBODY,
                new RandomStreams(1, 0),
                RequestLog.NONE,
                Verification.END,
                nanos -> {})
            .run();
    BillingTerms terms = BillingTerms.of(TimeSpan.valueOf("720h"), TimeSpan.valueOf("24h"));
    return MonthlyCost.of(
            outcome.ledger(), RateCard.newest(CATALOG), terms, new ServedVolume(0, 0, 0, 0))
        .monthlyUsd();
  }
}
