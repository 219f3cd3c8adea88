package dev.crossover.engine.fleet;

import static dev.crossover.engine.fleet.Bench.HOUR;
import static dev.crossover.engine.fleet.Bench.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crossover.engine.metering.RequestLog;
import dev.crossover.engine.metering.UsageLedger.InstanceUsage;
import dev.crossover.engine.serving.PlainEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What must not change, or change in a known way, when a fleet is told differently. */
class FleetMetamorphicTest {
  private static final long FIRST_SEED = 4_711;

  /**
   * Round robin over n replicas, requests in groups of n at one instant: who is called replica 0
   * does not matter as long as each replica gets the same requests, and which requests share a
   * replica does.
   */
  @Test
  void permutedReplicasGiveTheSameTotals() {
    for (long seed = FIRST_SEED; seed < FIRST_SEED + 40; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int replicas = random.nextInt(2, 6);
      double[][] script = groups(random, replicas);
      int[] order = permutation(random, replicas);
      String expected = Fingerprint.of(run(script, replicas));
      assertThat(Fingerprint.of(run(permuted(script, order, 1), replicas)))
          .as("seed %d", seed)
          .isEqualTo(expected);
      assertThat(Fingerprint.of(run(permuted(script, rotated(replicas), 2), replicas)))
          .as("seed %d: other requests share a replica", seed)
          .isNotEqualTo(expected);
    }
  }

  @Test
  void anIdleFleetIsBilledForItsHoursAndNothingElse() {
    Outcome outcome =
        Bench.run(
            Bench.fleet(5, Bench.GROWING, EngineFactory.LEAP),
            null,
            List.of(),
            Bench.measure(HOUR, 25 * HOUR, 26 * HOUR),
            ScriptedArrivals.of());
    assertThat(outcome.ledger().instances())
        .containsExactly(new InstanceUsage("lab/box", "on_demand", 3 * 24 * HOUR, 0));
    assertThat(outcome.tally().usage.busyPicos.exact()).isZero();
    assertThat(outcome.tally().replicas.readyNanos).isEqualTo(5 * 24 * HOUR);
    assertThat(outcome.tally().counts.arrived()).isZero();
  }

  private static Outcome run(double[][] script, int replicas) {
    FleetPlan plan =
        new FleetPlan(
            PlainEngine.args(4, 64, 400, 16, 41, true, true, 0),
            () -> Bench.GROWING,
            replicas,
            2,
            "lab/box",
            "on_demand",
            false,
            LoadBalancing.ROUND_ROBIN,
            0,
            null,
            false,
            EngineFactory.LEAP);
    return Bench.run(
        new StrategyPlan(plan, null, List.of()),
        Bench.measure(2 * SECOND, 20 * SECOND, 40 * SECOND),
        ScriptedArrivals.of(script),
        RequestLog.NONE,
        Verification.END);
  }

  private static double[][] groups(SplittableRandom random, int size) {
    List<double[]> script = new ArrayList<>();
    double seconds = 0;
    for (int group = 0; group < 25; group++) {
      seconds += random.nextDouble(0.1, 1.5);
      for (int i = 0; i < size; i++) {
        script.add(new double[] {seconds, random.nextInt(1, 200), random.nextInt(1, 120)});
      }
    }
    return script.toArray(new double[0][]);
  }

  /** In every {@code nth} group, what was the request of replica {@code order[i]} comes i-th. */
  private static double[][] permuted(double[][] script, int[] order, int nth) {
    double[][] permuted = script.clone();
    for (int i = 0; i < script.length; i++) {
      int group = i / order.length;
      if (group % nth == 0) {
        permuted[i] = script[group * order.length + order[i % order.length]];
      }
    }
    return permuted;
  }

  private static int[] inOrder(int size) {
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      order[i] = i;
    }
    return order;
  }

  private static int[] rotated(int size) {
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      order[i] = (i + 1) % size;
    }
    return order;
  }

  private static int[] permutation(SplittableRandom random, int size) {
    int[] order = inOrder(size);
    for (int i = size - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int kept = order[i];
      order[i] = order[j];
      order[j] = kept;
    }
    return order;
  }
}
