package dev.crossover.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Names, seeds and replications each lead to draws of their own, the same for everyone who asks.
 */
class RandomStreamsTest {
  /** Pinned: a change of these values changes every prediction. */
  @Test
  void theFirstDrawsOfANamedStreamNeverChange() {
    RandomStream stream = new RandomStreams(1, 0).stream("chat", "arrivals");
    assertThat(IntStream.range(0, 4).mapToObj(i -> Long.toHexString(stream.bits(i))))
        .containsExactly(
            "fced669a83d6b3de", "d2e3ba4ac867a5aa", "96a20997fc1b2a4f", "c85cdc085fc5066");
    assertThat(stream.uniform(0)).isEqualTo(0.9879974486574052);
    assertThat(stream.exponential(0)).isEqualTo(0.012075163568164954);
    assertThat(stream.normal(0)).isEqualTo(2.257047566681601);
    assertThat(stream.gamma(0, 2.5)).isEqualTo(0.1949793736216624);
    assertThat(stream.gamma(0, 0.5)).isEqualTo(5.289524585775931E-4);
    assertThat(Long.toHexString(stream.sub(0).bits(0))).isEqualTo("c1d3415744579b2");
  }

  /** Published vectors: the empty text, "fo" and "foobar", two bytes to a UTF-16 code unit. */
  @Test
  void namesAreHashedByFnv1a() {
    assertThat(RandomStreams.fnv1a64("")).isEqualTo(0xCBF29CE484222325L);
    assertThat(RandomStreams.fnv1a64("\u6f66")).isEqualTo(0x08985907B541D342L);
    assertThat(RandomStreams.fnv1a64("\u6f66\u626f\u7261")).isEqualTo(0x85944171F73967E8L);
  }

  @Test
  void everyPartOfTheNameMatters() {
    Set<Long> first = new HashSet<>();
    for (long seed : new long[] {0, 1, -1, 1L << 31, 1L << 32}) {
      for (int replication = 0; replication < 5; replication++) {
        RandomStreams streams = new RandomStreams(seed, replication);
        for (String purpose : List.of("", "a", "b", "ab", "arrivals", "lengths")) {
          first.add(streams.stream(purpose).bits(0));
          first.add(streams.stream("chat", purpose).bits(0));
          first.add(streams.stream(purpose, "chat").bits(0));
        }
      }
    }
    assertThat(first).hasSize(5 * 5 * 6 * 3);
  }

  @Test
  void aStreamWithoutAClassIsTheStreamOfTheEmptyClass() {
    RandomStreams streams = new RandomStreams(7, 3);
    assertThat(streams.stream("outages").bits(9)).isEqualTo(streams.stream("", "outages").bits(9));
  }

  @Test
  void drawsAreTheSameInAnyOrderAndOnAnyThread() {
    List<Double> forwards = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      forwards.add(draw(i));
    }
    List<Double> parallel =
        IntStream.range(0, 1_000).parallel().mapToObj(RandomStreamsTest::draw).toList();
    assertThat(parallel).isEqualTo(forwards);
    for (int i = 999; i >= 0; i--) {
      assertThat(draw(i)).isEqualTo(forwards.get(i));
    }
  }

  private static double draw(int index) {
    RandomStream stream = new RandomStreams(5, 1).stream("code", "lengths");
    return stream.gamma(index, 0.7) + stream.normal(index) + stream.exponential(index);
  }
}
