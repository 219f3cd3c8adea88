package dev.crossover.traffic.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.crossover.engine.kernel.RandomStreams;
import dev.crossover.engine.request.Arrival;
import dev.crossover.engine.request.ArrivalStream;
import dev.crossover.engine.serving.TokenContent;
import dev.crossover.engine.units.TimeSpan;
import dev.crossover.traffic.content.SharedPrefixes;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GeneratedTrafficTest {
  private static final String LENGTHS =
      """
      prompt: {distribution: lognormal, p50: 512, p99: 3000, max: 8192}
      output: {quantiles: {p0: 3, p50: 286, p90: 681, p100: 1734}}
      """;
  private static final TrafficWindow DAY = window("0s", "1d", "0s");

  @Test
  void requestILooksTheSameAtAnyRateAndUnderAnyProcess() {
    List<String> slow = lengths("rate: 10k/day\n", 5_000);
    assertThat(lengths("rate: 50k/day\n", 5_000)).isEqualTo(slow);
    assertThat(lengths("rate: 20k/day\narrival: {process: gamma, cv: 3}\n", 5_000)).isEqualTo(slow);
  }

  /** A prefix is added to prompts as they were; who has which depends on the request alone. */
  @Test
  void aPrefixMovesNeitherArrivalsNorLengths() {
    TrafficProfile plain = traffic("rate: 10k/day\n" + LENGTHS, DAY);
    String prefix = "prefix: {tokens: 1000, groups: 10, popularity: {zipf: 1}}\n";
    TrafficProfile shared = traffic("rate: 10k/day\n" + prefix + LENGTHS, DAY);
    ArrivalStream before = plain.open(new RandomStreams(1, 0));
    ArrivalStream after = shared.open(new RandomStreams(1, 0));
    Arrival a = new Arrival();
    Arrival b = new Arrival();
    long mostPopular =
        SharedPrefixes.of(ProfileYaml.bind("rate: 1/s\n" + prefix + LENGTHS).prefix(), 0)
            .draw(1e-9)
            .stream(0);
    Set<TokenContent> prefixes = Collections.newSetFromMap(new IdentityHashMap<>());
    int first = 0;
    for (int i = 0; i < 5_000; i++) {
      assertThat(before.next(a)).isTrue();
      assertThat(after.next(b)).isTrue();
      assertThat(a.content).isSameAs(TokenContent.PRIVATE);
      assertThat(b.content.tokens()).isEqualTo(1_000);
      prefixes.add(b.content);
      first += b.content.stream(0) == mostPopular ? 1 : 0;
      b.promptTokens -= 1_000;
      assertThat(text(b)).isEqualTo(text(a));
    }
    assertThat(prefixes).hasSize(10);
    // The first of ten has 1 of 2.929 shares: 1,707 of 5,000, with a standard deviation of 34.
    assertThat(first).isBetween(1_570, 1_845);
    assertThat(shared.describe().promptTokens())
        .isCloseTo(1_000 + plain.describe().promptTokens(), within(1e-6));
  }

  @Test
  void everyReaderSeesTheSameRequestsHoweverTheyInterleave() {
    TrafficProfile traffic = traffic("rate: 10k/day\n" + LENGTHS, DAY);
    RandomStreams streams = new RandomStreams(4, 2);
    ArrivalStream first = traffic.open(streams);
    ArrivalStream second = traffic.open(new RandomStreams(4, 2));
    Arrival a = new Arrival();
    Arrival b = new Arrival();
    first.next(a);
    for (int i = 0; i < 1000; i++) {
      assertThat(second.next(b)).isTrue();
      assertThat(text(b)).isEqualTo(text(a));
      first.next(a);
    }
  }

  @Test
  void replicationsAndSeedsDiffer() {
    TrafficProfile traffic = traffic("rate: 10k/day\n" + LENGTHS, DAY);
    String first = text(traffic.open(new RandomStreams(1, 0)), 3);
    assertThat(text(traffic.open(new RandomStreams(1, 1)), 3)).isNotEqualTo(first);
    assertThat(text(traffic.open(new RandomStreams(2, 0)), 3)).isNotEqualTo(first);
  }

  /** A change of the sampling shows here: these requests are what version 1 draws for seed 1. */
  @Test
  void theFirstRequestsOfASeedArePinned() {
    TrafficProfile traffic = traffic("rate: 10k/day\n" + LENGTHS, DAY);
    assertThat(text(traffic.open(new RandomStreams(1, 0)), 3))
        .isEqualTo(
            """
            0 at 9654356202: 816 + 45
            1 at 16411237763: 427 + 1095
            2 at 21837830840: 154 + 460
            """);
  }

  @Test
  void trafficGoesOnThroughWarmupAndDrainAndEndsThere() {
    TrafficProfile traffic = traffic("rate: 100/h\n" + LENGTHS, window("2h", "10h", "1h"));
    ArrivalStream stream = traffic.open(new RandomStreams(1, 0));
    Arrival arrival = new Arrival();
    long[] counts = new long[14];
    while (stream.next(arrival)) {
      counts[(int) (arrival.nanos / 3_600_000_000_000L)]++;
    }
    for (int hour = 0; hour < 13; hour++) {
      assertThat(counts[hour]).as("hour " + hour).isBetween(60L, 140L);
    }
    assertThat(counts[13]).isZero();
    assertThat(stream.next(arrival)).isFalse();
    assertThat(stream.classNames()).containsExactly("default");
  }

  @Test
  void theMeasuredWindowHoldsTheVolumeWhateverTheWeekday() {
    String weekly = "rate: 1k/day\nseasonality: {preset: azure-code-2024}\n" + LENGTHS;
    for (int day = 5; day < 12; day++) {
      String start = String.format(java.util.Locale.ROOT, "start: 2026-01-%02dT00:00%n", day);
      assertThat(traffic(start + weekly, DAY).describe().requests()).isCloseTo(1000, within(1e-6));
    }
    assertThat(traffic("normalize: false\n" + weekly, DAY).describe().requests())
        .isCloseTo(1227, withinPercentage(0.5));
  }

  @Test
  void maxTokensIsCarriedAndCutsTheOutput() {
    TrafficProfile traffic = traffic("rate: 10k/day\nmax_tokens: 200\n" + LENGTHS, DAY);
    ArrivalStream stream = traffic.open(new RandomStreams(1, 0));
    Arrival arrival = new Arrival();
    long cut = 0;
    while (stream.next(arrival)) {
      assertThat(arrival.maxTokens).isEqualTo(200);
      assertThat(arrival.outputTokens).isBetween(1, 200);
      cut += arrival.outputTokens == 200 ? 1 : 0;
    }
    assertThat(cut).isGreaterThan(5_000);
    assertThat(traffic.describe().outputTokens()).isLessThan(200);
  }

  @Test
  void theDescriptionSaysVolumePeakAndMeans() {
    ProfileDescription description =
        traffic(
                "name: x\nrate: 1M/month\nseasonality: {preset: azure-chat-2024}\nprompt: 500\noutput: 20",
                window("0s", "30d", "10m"))
            .describe();
    assertThat(description.requestsPerMonth()).isCloseTo(1e6, within(1e-3));
    assertThat(description.meanRatePerSecond()).isCloseTo(1e6 / 2_592_000, within(1e-9));
    assertThat(description.peakHour().start()).isEqualTo(LocalDateTime.of(2026, 1, 5, 14, 0));
    assertThat(description.peakToMean()).isCloseTo(1.62, within(0.03));
    assertThat(description.promptTokens()).isEqualTo(500);
    assertThat(description.outputTokens()).isEqualTo(20);
    assertThat(description.name()).isEqualTo("x");
  }

  private static List<String> lengths(String head, int count) {
    ArrivalStream stream = traffic(head + LENGTHS, DAY).open(new RandomStreams(7, 0));
    Arrival arrival = new Arrival();
    List<String> lengths = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      assertThat(stream.next(arrival)).isTrue();
      lengths.add(arrival.id + " " + arrival.promptTokens + " " + arrival.outputTokens);
    }
    return lengths;
  }

  private static String text(ArrivalStream stream, int count) {
    Arrival arrival = new Arrival();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      assertThat(stream.next(arrival)).isTrue();
      text.append(text(arrival)).append('\n');
    }
    return text.toString();
  }

  private static String text(Arrival arrival) {
    return arrival.id
        + " at "
        + arrival.nanos
        + ": "
        + arrival.promptTokens
        + " + "
        + arrival.outputTokens;
  }

  private static TrafficProfile traffic(String yaml, TrafficWindow window) {
    return TrafficProfile.of(ProfileYaml.bind(yaml), window, Path.of("."));
  }

  private static TrafficWindow window(String warmup, String horizon, String drain) {
    return new TrafficWindow(
        TimeSpan.valueOf("720h"),
        TimeSpan.valueOf(warmup),
        TimeSpan.valueOf(horizon),
        TimeSpan.valueOf(drain));
  }
}
