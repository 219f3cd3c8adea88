package dev.crossover.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossover.engine.metering.ClassTally;
import dev.crossover.engine.metering.LatencyMetric;
import dev.crossover.engine.metering.RequestBounds;
import dev.crossover.engine.request.Fate;
import dev.crossover.engine.request.Reason;
import dev.crossover.engine.units.TimeSpan;
import dev.crossover.traffic.profile.ClassSloSpec;
import dev.crossover.traffic.profile.TrafficClass;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TalliedTest {
  private static final TrafficClass CHAT =
      new TrafficClass("chat", new ClassSloSpec(TimeSpan.valueOf("300ms"), null, null), null);
  private static final TrafficClass BATCH = new TrafficClass("batch", null, null);

  /**
   * Four of chat: two answered, one of them by the cache and in time, one refused, one cancelled.
   */
  private static List<ClassTally> tallies() {
    ClassTally chat = new ClassTally();
    for (int i = 0; i < 4; i++) {
      chat.counts.arrive();
    }
    chat.counts.end(Fate.COMPLETED);
    chat.counts.endByCache();
    chat.counts.end(Reason.TOO_LONG);
    chat.counts.end(Reason.CANCELLED);
    chat.tokens.prompt = 100;
    chat.tokens.cachedPrompt = 60;
    chat.tokens.output = 20;
    chat.tokens.wasted = 7;
    chat.latencies.of(LatencyMetric.TTFT).recordNanos(400_000_000);
    chat.latencies.of(LatencyMetric.TTFT).recordNanos(5_000_000);
    chat.withinBounds = 1;
    return List.of(chat, new ClassTally());
  }

  @Test
  void aClassIsSaidAsAStrategyIs() {
    Map<String, ClassResult> results =
        Tallied.byClass(List.of(CHAT, BATCH), tallies(), true, false);
    assertThat(results).containsOnlyKeys("chat", "batch");
    assertThat(results.keySet()).first().isEqualTo("chat");
    ClassResult chat = results.get("chat");
    assertThat(chat.requests())
        .isEqualTo(new RequestCounts(4, 2, 1, 1, 0, Map.of("too_long", 1L, "cancelled", 1L), 1L));
    assertThat(chat.tokens()).isEqualTo(new TokenCounts(100, null, 20, 7L));
    assertThat(chat.ttftS().mean()).isEqualTo(0.2025);
    assertThat(chat.itlS()).isNull();
    assertThat(chat.goodputShare()).isEqualTo(0.25);
  }

  @Test
  void aClassWithoutBoundsHasNoGoodput() {
    ClassResult batch = Tallied.byClass(List.of(CHAT, BATCH), tallies(), false, true).get("batch");
    assertThat(batch.goodputShare()).isNull();
    assertThat(batch.requests().answeredByCache()).isNull();
    assertThat(batch.ttftS()).isNull();
    assertThat(batch.tokens().cachedPrompt()).isZero();
  }

  @Test
  void onlyOneClassWithoutBoundsIsNotToldApart() {
    assertThat(SloJudge.classBounds(List.of(BATCH))).isEmpty();
    RequestBounds chat = new RequestBounds(300_000_000, Long.MAX_VALUE, Long.MAX_VALUE);
    assertThat(SloJudge.classBounds(List.of(CHAT))).containsExactly(chat);
    assertThat(SloJudge.classBounds(List.of(BATCH, CHAT)))
        .containsExactly(RequestBounds.NONE, chat);
  }
}
