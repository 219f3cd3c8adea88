package dev.crossover.engine.fleet;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossover.engine.reference.BrokenLawException;
import dev.crossover.engine.reference.Cheat;
import dev.crossover.engine.reference.Silence;
import dev.crossover.engine.request.Arrival;
import dev.crossover.engine.request.Backend;
import dev.crossover.engine.request.LiveRequests;
import dev.crossover.engine.serving.EngineArgs;
import dev.crossover.engine.serving.EngineCore;
import dev.crossover.engine.serving.PlainEngine;
import dev.crossover.engine.serving.ServingEngine;
import org.junit.jupiter.api.Test;

/** An engine of 19 usable blocks of 16 positions, in the middle of one request's decode. */
class FleetLawsTest {
  private static final EngineArgs ARGS = PlainEngine.args(8, 512, 200, 16, 20, true, true, 0);

  @Test
  void anHonestEngineKeepsItsBlocks() {
    assertThatCode(() -> FleetLaws.checkBlocks("r", busy(new Cheat(new Silence()), 25)))
        .doesNotThrowAnyException();
    assertThatCode(() -> FleetLaws.checkBlocks("r", busy(new Cheat(new Silence()), 5_000)))
        .doesNotThrowAnyException();
  }

  @Test
  void aBlockThatIsNeitherFreeNorHeldIsFound() {
    Cheat leaky =
        new Cheat(new Silence()) {
          @Override
          public int freeBlocks() {
            return super.freeBlocks() - 1;
          }
        };
    assertThatThrownBy(() -> FleetLaws.checkBlocks("replica 3", busy(leaky, 25)))
        .isInstanceOf(BrokenLawException.class)
        .hasMessage("replica 3: 11 blocks are free, 7 held by 1 requests, 19 usable");
  }

  @Test
  void aDrainedEngineThatHoldsBlocksIsFound() {
    Cheat hoarder =
        new Cheat(new Silence()) {
          @Override
          public int freeBlocks() {
            return super.freeBlocks() - 7;
          }

          @Override
          public int heldBlocks() {
            return super.heldBlocks() + 7;
          }
        };
    assertThatThrownBy(() -> FleetLaws.checkBlocks("replica 0", busy(hoarder, 5_000)))
        .isInstanceOf(BrokenLawException.class)
        .hasMessage("replica 0: 12 blocks are free, 7 held by 0 requests, 19 usable");
  }

  @Test
  void aRequestThatTheFleetForgotIsFound() {
    LiveRequests requests = new LiveRequests();
    for (Backend backend : new Backend[] {Backend.FLEET, Backend.HOSTED, Backend.FLEET}) {
      requests.backend[requests.take(new Arrival(), 0)] = (byte) backend.ordinal();
    }
    assertThatCode(() -> FleetLaws.checkRequests(2, requests)).doesNotThrowAnyException();
    assertThatThrownBy(() -> FleetLaws.checkRequests(1, requests))
        .isInstanceOf(BrokenLawException.class)
        .hasMessage("2 requests are with the fleet, it has 1");
  }

  /** 100 tokens of prompt and 50 of output, each step 10 ms. */
  private static ServingEngine busy(Cheat cheat, long millis) {
    ServingEngine engine = cheat.over(new EngineCore(ARGS, Bench.TEN_MILLIS, cheat, true));
    engine.enqueue(PlainEngine.request(0, 100, 50, true), 0);
    while (engine.nextEventNanos() <= millis * 1_000_000) {
      engine.advanceTo(engine.nextEventNanos());
    }
    return engine;
  }
}
