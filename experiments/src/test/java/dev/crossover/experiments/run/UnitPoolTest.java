package dev.crossover.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class UnitPoolTest {
  @Test
  void resultsComeInTheOrderOfTheUnits() throws InterruptedException {
    try (UnitPool pool = new UnitPool(3)) {
      List<Integer> squares = new ArrayList<>();
      for (Future<Integer> result : pool.start(50, i -> i * i)) {
        squares.add(UnitPool.await(result));
      }
      assertThat(squares).startsWith(0, 1, 4, 9).endsWith(49 * 49).hasSize(50);
    }
  }

  @Test
  void unitsRunSideBySide() throws InterruptedException {
    CountDownLatch both = new CountDownLatch(2);
    try (UnitPool pool = new UnitPool(2)) {
      List<Future<Boolean>> results =
          pool.start(
              2,
              i -> {
                both.countDown();
                try {
                  both.await();
                } catch (InterruptedException e) {
                  return false;
                }
                return true;
              });
      assertThat(UnitPool.await(results.get(0))).isTrue();
      assertThat(UnitPool.await(results.get(1))).isTrue();
    }
  }

  @Test
  void aUnitsExceptionReachesWhoeverWaits() {
    try (UnitPool pool = new UnitPool(2)) {
      List<Future<Object>> results =
          pool.start(
              1,
              i -> {
                throw new IllegalStateException("unit " + i);
              });
      assertThatThrownBy(() -> UnitPool.await(results.get(0)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("unit 0");
    }
  }
}
