package dev.crossover.traffic.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.crossover.engine.kernel.RandomStream;
import dev.crossover.engine.kernel.RandomStreams;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SlotMapTest {
  private static final long SEED = Long.getLong("crossover.fuzz-seed", 20_261_121L);

  @Test
  void aSessionIsFoundUntilItIsRemoved() {
    SlotMap map = new SlotMap();
    assertThat(map.get(0)).isEqualTo(SlotMap.ABSENT);
    map.put(0, 7);
    map.put(5, 0);
    assertThat(map.get(0)).isEqualTo(7);
    assertThat(map.get(5)).isZero();
    assertThat(map.size()).isEqualTo(2);
    map.remove(0);
    assertThat(map.get(0)).isEqualTo(SlotMap.ABSENT);
    assertThat(map.get(5)).isZero();
    map.put(0, 3);
    assertThat(map.get(0)).isEqualTo(3);
    assertThat(map.size()).isEqualTo(2);
  }

  @Test
  void whatIsNotThereCannotBeRemoved() {
    SlotMap map = new SlotMap();
    map.put(1, 1);
    assertThatIllegalStateException()
        .isThrownBy(() -> map.remove(2))
        .withMessageContaining("session 2");
    assertThat(map.get(1)).isEqualTo(1);
  }

  @Test
  void allAreFoundAgainAfterGrowth() {
    SlotMap map = new SlotMap();
    for (int i = 0; i < 10_000; i++) {
      map.put(3L * i, i);
    }
    for (int i = 0; i < 10_000; i++) {
      assertThat(map.get(3L * i)).isEqualTo(i);
      assertThat(map.get(3L * i + 1)).isEqualTo(SlotMap.ABSENT);
    }
    assertThat(map.size()).isEqualTo(10_000);
  }

  /** Half full, so that searches run past each other and over the arrays' end. */
  @Test
  void itKeepsWhatAHashMapKeeps() {
    for (int round = 0; round < 20; round++) {
      RandomStream draws = new RandomStreams(SEED, round).stream("slots");
      SlotMap map = new SlotMap();
      Map<Long, Integer> expected = new HashMap<>();
      List<Long> live = new ArrayList<>();
      int most = 1 + (int) (draws.uniform(-1) * 64);
      for (int i = 0; i < 2_000; i++) {
        if (live.size() < most && draws.uniform(3L * i) < 0.6) {
          long session = draws.bits(3L * i + 1) >>> (round % 2 == 0 ? 26 : 56);
          if (expected.putIfAbsent(session, i) == null) {
            map.put(session, i);
            live.add(session);
          }
        } else if (!live.isEmpty()) {
          long session = live.remove((int) (draws.uniform(3L * i + 2) * live.size()));
          map.remove(session);
          expected.remove(session);
          assertThat(map.get(session)).isEqualTo(SlotMap.ABSENT);
        }
        if (i % 50 == 0) {
          expected.forEach(
              (session, slot) -> assertThat(map.get(session)).as("seed " + SEED).isEqualTo(slot));
        }
        assertThat(map.size()).as("seed " + SEED).isEqualTo(expected.size());
      }
    }
  }
}
