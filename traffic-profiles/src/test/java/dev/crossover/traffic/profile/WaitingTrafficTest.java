package dev.crossover.traffic.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.crossover.engine.request.Arrival;
import dev.crossover.engine.request.Fate;
import dev.crossover.traffic.profile.Driven.End;
import dev.crossover.traffic.profile.Driven.Seen;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Sessions, closed loops, batch jobs, classes and traits against figures worked by hand. */
class WaitingTrafficTest {
  private static final long SECOND = 1_000_000_000L;
  private static final String LAWS =
      "prompt: {distribution: lognormal, p50: 200, sigma: 1}\n"
          + "output: {distribution: lognormal, p50: 90, sigma: 1}\n";

  @Test
  void aContextGrowsByAnswersWithoutThinkingAndByNewTokens() {
    TrafficProfile traffic =
        Driven.traffic(
            """
            rate: 20/day
            rate_of: sessions
            prefix: {tokens: 1000}
            prompt: 100
            output: 40
            reasoning: 0.25
            session: {turns: 3, think_time: 60s, new_tokens: 20}
            """,
            "1d");
    Map<Long, List<Seen>> sessions = bySession(Driven.answered(traffic, 1, 2));
    assertThat(sessions.size()).isBetween(5, 50);
    List<Seen> first = sessions.get(0L);
    // 1000 + 100; then + 30 visible of 40 + 20; then once more.
    assertThat(first).extracting(Seen::prompt).containsExactly(1_100, 1_150, 1_200);
    assertThat(first).extracting(Seen::shared).containsExactly(1_100, 1_150, 1_200);
    assertThat(first.get(1).nanos() - first.get(0).nanos()).isEqualTo(62 * SECOND);
    assertThat(first.get(2).nanos() - first.get(1).nanos()).isEqualTo(62 * SECOND);
    assertThat(traffic.describe().promptTokens()).isCloseTo(1_150, within(1e-9));
    assertThat(traffic.describe().requests()).isCloseTo(60, within(1e-6));
  }

  @Test
  void noPromptIsLongerThanTheLongestContext() {
    String yaml =
        "rate: 20/day\nprompt: 100\noutput: 40\n"
            + "session: {turns: 5, think_time: 1s, max_context: 250}";
    List<Seen> first = bySession(Driven.answered(Driven.traffic(yaml, "1d"), 1, 1)).get(0L);
    // 100, 240, then 100 + 140 of the turn before: older turns are left out.
    assertThat(first).extracting(Seen::prompt).containsExactly(100, 240, 240, 240, 240);
  }

  @Test
  void aTurnWithoutAnAnswerEndsItsSessionOrComesAgain() {
    String yaml = "rate: 20/day\nprompt: 9\noutput: 9\nsession: {turns: 2, think_time: 0s";
    List<Seen> ended =
        Driven.run(Driven.traffic(yaml + "}", "1d"), 1, seen -> new End(0, Fate.REJECTED));
    assertThat(bySession(ended).values()).allSatisfy(turns -> assertThat(turns).hasSize(1));
    Map<Long, Integer> tries = new HashMap<>();
    List<Seen> retried =
        Driven.run(
            Driven.traffic(yaml + ", on_failure: retry}", "1d"),
            1,
            seen ->
                new End(
                    0,
                    tries.merge(seen.id() >>> 16, 1, Integer::sum) <= 2
                        ? Fate.FAILED
                        : Fate.COMPLETED));
    List<Seen> first = bySession(retried).get(0L);
    assertThat(first).hasSize(4);
    assertThat(first).extracting(Seen::prompt).containsExactly(9, 9, 9, 27);
    assertThat(first.get(1).nanos() - first.get(0).nanos()).isEqualTo(SECOND);
  }

  @Test
  void aTurnIsTheSameHoweverFastAnswersCome() {
    String yaml = "rate: 2k/day\n" + LAWS + "session: {turns: 3, think_time: 30s, context: none}";
    TrafficProfile traffic = Driven.traffic(yaml, "1d");
    Map<Long, String> slow = tokensById(Driven.answered(traffic, 7, 90));
    Map<Long, String> fast = tokensById(Driven.answered(traffic, 7, 0.1));
    slow.keySet().retainAll(fast.keySet());
    fast.keySet().retainAll(slow.keySet());
    assertThat(slow).hasSizeGreaterThan(1_500).isEqualTo(fast);
  }

  @Test
  void aHigherRateBringsEveryRequestNoLaterAndChangesNothingElse() {
    List<Seen> low = Driven.answered(Driven.traffic("rate: 10k/day\n" + LAWS, "1d"), 3, 1);
    List<Seen> high = Driven.answered(Driven.traffic("rate: 11k/day\n" + LAWS, "1d"), 3, 1);
    for (int i = 0; i < low.size(); i++) {
      assertThat(high.get(i).nanos()).isLessThanOrEqualTo(low.get(i).nanos());
      assertThat(high.get(i).prompt()).isEqualTo(low.get(i).prompt());
      assertThat(high.get(i).output()).isEqualTo(low.get(i).output());
    }
  }

  @Test
  void aClosedLoopHasOneRequestOfEachUserInFlight() {
    TrafficProfile traffic =
        Driven.traffic(
            "closed_loop: {users: 4, think_time: 3s, ramp_up: 8s, requests: 50}\n" + LAWS, "1d");
    List<Seen> all = Driven.answered(traffic, 1, 2);
    assertThat(all).hasSize(50);
    assertThat(all.subList(0, 7))
        .extracting(Seen::seconds)
        .containsExactly(0.0, 2.0, 4.0, 5.0, 6.0, 7.0, 9.0);
    assertThat(mostInFlight(all, 2)).isLessThanOrEqualTo(4);
    assertThat(traffic.describe().isCounted()).isFalse();
  }

  @Test
  void anEndCreatesTheNextRequestOfTheDataSet() {
    TrafficProfile traffic = Driven.traffic("closed_loop: {concurrency: 3}\n" + LAWS, "60s");
    List<Seen> slow = Driven.answered(traffic, 1, 2);
    List<Seen> fast = Driven.answered(traffic, 1, 1);
    assertThat(slow).hasSize(90);
    assertThat(fast).hasSize(180);
    assertThat(mostInFlight(slow, 2)).isEqualTo(3);
    for (int i = 0; i < slow.size(); i++) {
      assertThat(slow.get(i).id()).isEqualTo(i);
      assertThat(slow.get(i).prompt()).isEqualTo(fast.get(i).prompt());
    }
    List<Seen> refused = Driven.run(traffic, 1, seen -> new End(0, Fate.REJECTED));
    assertThat(refused).as("a refusal does not spin").hasSize(180);
  }

  @Test
  void aBatchBeginsByTheLocalClockOnItsDays() {
    // Berlin's clock goes forward on Sunday 29 March 2026 at 02:00.
    TrafficProfile traffic =
        Driven.traffic(
            "start: 2026-03-27T00:00\ntimezone: Europe/Berlin\nprompt: 9\noutput: 9\n"
                + "batch: {requests: 2, at: \"04:00\", days: [sat, sun]}",
            "4d");
    List<Seen> all = Driven.answered(traffic, 1, 1);
    assertThat(all)
        .extracting(seen -> seen.nanos() / (3600 * SECOND))
        .containsExactly(28L, 28L, 51L, 51L);
    assertThat(traffic.knownArrivals()).hasValue(4);
  }

  @Test
  void whatABatchNeverSentArrivesAtItsDeadline() {
    TrafficProfile traffic =
        Driven.traffic(
            "prompt: 9\noutput: 9\n"
                + "batch: {requests: 10, at: \"01:00\", max_concurrency: 2, deadline: 35s}",
            "1d");
    List<Seen> all = Driven.answered(traffic, 1, 10);
    long start = 3600 * SECOND;
    assertThat(all)
        .extracting(seen -> (seen.nanos() - start) / SECOND)
        .containsExactly(0L, 0L, 10L, 10L, 20L, 20L, 30L, 30L, 35L, 35L);
    assertThat(all)
        .allSatisfy(seen -> assertThat(seen.giveUpNanos()).isEqualTo(start + 35 * SECOND));
  }

  @Test
  void classesHaveTheirSharesAndTheirOwnKeys() {
    TrafficProfile traffic =
        Driven.traffic(
            """
            rate: 40k/day
            prompt: 100
            output: 10
            classes:
              - {name: chat, weight: 3, priority: high}
              - {name: code, weight: 1, prompt: 700, model: coder}
              - {name: nightly, batch: {requests: 500, at: "02:00"}, output: 3}
            """,
            "1d");
    List<Seen> all = Driven.answered(traffic, 5, 1);
    // Poisson counts of 30,000 and 10,000: within five standard deviations.
    assertThat(count(all, 0)).isCloseTo(30_000, within(870L));
    assertThat(count(all, 1)).isCloseTo(10_000, within(500L));
    assertThat(count(all, 2)).isEqualTo(500);
    assertThat(all)
        .filteredOn(seen -> seen.classIndex() == 1)
        .allMatch(seen -> seen.prompt() == 700 && seen.model().equals("coder"));
    assertThat(traffic.classes())
        .extracting(TrafficClass::name)
        .containsExactly("chat", "code", "nightly");
    assertThat(traffic.describe().requests()).isCloseTo(40_500, within(1e-6));
  }

  @Test
  void clientsGiveUpCachesAnswerAndSmallerModelsTakeTheirShares() {
    TrafficProfile traffic =
        Driven.traffic(
            """
            rate: 100k/day
            prompt: 1000
            output: 10
            prefix: {tokens: 500}
            compress_prompt: 0.4
            cancel: {probability: 10%, after: 5s}
            cache_similar: {hit_rate: 0.3, ttl: 12h}
            swap_model: {share: 0.6, model: small}
            """,
            "1d");
    List<Seen> all = Driven.answered(traffic, 11, 1);
    double n = all.size();
    assertThat(all).allMatch(seen -> seen.prompt() == 500 + 600);
    assertThat(
            all.stream().filter(seen -> seen.giveUpNanos() == seen.nanos() + 5 * SECOND).count()
                / n)
        .isCloseTo(0.1, within(0.005));
    assertThat(all.stream().filter(seen -> seen.giveUpNanos() == Arrival.NEVER).count() / n)
        .isCloseTo(0.9, within(0.005));
    // Half a day rises from 0 to 0.3, the other half stays there: 0.225.
    assertThat(all.stream().filter(Seen::cached).count() / n).isCloseTo(0.225, within(0.007));
    assertThat(all.stream().filter(seen -> seen.model().equals("small")).count() / n)
        .isCloseTo(0.6, within(0.008));
  }

  private static Map<Long, List<Seen>> bySession(List<Seen> all) {
    Map<Long, List<Seen>> sessions = new TreeMap<>();
    for (Seen seen : all) {
      sessions.computeIfAbsent(seen.id() >>> 16, unused -> new ArrayList<>()).add(seen);
    }
    return sessions;
  }

  private static Map<Long, String> tokensById(List<Seen> all) {
    Map<Long, String> tokens = new TreeMap<>();
    all.forEach(seen -> tokens.put(seen.id(), seen.prompt() + " " + seen.output()));
    return tokens;
  }

  private static long mostInFlight(List<Seen> all, long seconds) {
    long most = 0;
    for (Seen seen : all) {
      most =
          Math.max(
              most,
              all.stream()
                  .filter(
                      other ->
                          other.nanos() <= seen.nanos()
                              && seen.nanos() < other.nanos() + seconds * SECOND)
                  .count());
    }
    return most;
  }

  private static long count(List<Seen> all, int classIndex) {
    return all.stream().filter(seen -> seen.classIndex() == classIndex).count();
  }
}
