package dev.crossover.traffic.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossover.engine.kernel.RandomStreams;
import dev.crossover.traffic.analysis.ArrivalChecksum;
import dev.crossover.traffic.analysis.Playback;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A compiled profile is shared by the threads of a run: what one reads, no other changes. */
class ParallelReadersTest {
  private static final int THREADS = 4;
  private static final int REPLICATIONS = 2;
  private static final String EVERYTHING =
      """
      rate: 5k/day
      prompt: {distribution: lognormal, p50: 200, sigma: 1}
      output: {quantiles: {p0: 3, p50: 286, p90: 681, p100: 1734}}
      correlation: 0.3
      reasoning: 0.4
      seasonality: {preset: azure-chat-2024}
      modulation:
        - {kind: lognormal, cv: 0.4, correlation_time: 2min}
        - {kind: on_off, mean_on: 5min, mean_off: 1min}
      classes:
        - name: chat
          weight: 3
          prefix: {tokens: 512, groups: 20, popularity: {zipf: 1}}
          session: {continue_probability: [0.6, 0.5], think_time: {distribution: weibull, shape: 0.7, scale: 60s}}
        - {name: code, weight: 1, arrival: {process: gamma, cv: 3}, cancel: {probability: 0.2, after: 1s}}
        - {name: users, closed_loop: {users: 4, think_time: 30s}, session: {turns: 4, think_time: 5s, max_context: 2k}}
        - {name: jobs, batch: {requests: 500, at: "03:00", max_concurrency: 64, deadline: 2h}}
      """;

  @Test
  void threadsThatReadAtOnceReadWhatOneReadsAlone() throws Exception {
    List<String> alone = checksums(Driven.traffic(EVERYTHING, "1d"));
    assertThat(alone).doesNotHaveDuplicates();
    TrafficProfile shared = Driven.traffic(EVERYTHING, "1d");
    CyclicBarrier together = new CyclicBarrier(THREADS);
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<List<String>>> readings = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        readings.add(
            pool.submit(
                () -> {
                  together.await(10, TimeUnit.SECONDS);
                  return checksums(shared);
                }));
      }
      for (Future<List<String>> reading : readings) {
        assertThat(reading.get()).isEqualTo(alone);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private static List<String> checksums(TrafficProfile traffic) {
    List<String> checksums = new ArrayList<>();
    for (int replication = 0; replication < REPLICATIONS; replication++) {
      ArrivalChecksum checksum = new ArrivalChecksum();
      Playback.play(
          traffic.open(new RandomStreams(11, replication)),
          3_000_000_000L,
          Long.MAX_VALUE,
          checksum::add);
      assertThat(checksum.requests()).isGreaterThan(8_000);
      checksums.add(checksum.digits());
    }
    return checksums;
  }
}
