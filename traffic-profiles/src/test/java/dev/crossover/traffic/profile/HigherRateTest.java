package dev.crossover.traffic.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.crossover.traffic.SharedFiles;
import dev.crossover.traffic.profile.Driven.Seen;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A tenth more traffic moves every request a little, and is otherwise the same traffic. */
class HigherRateTest {
  private static final String LAWS =
      "prompt: {distribution: lognormal, p50: 200, sigma: 1}\n"
          + "output: {distribution: lognormal, p50: 90, sigma: 1}\n";
  private static final long FIRST_TURN = 1;

  /** The clock of a steady rate runs faster by a tenth: time t becomes t / 1.1. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{process: poisson}",
        "{process: constant}",
        "{process: gamma, cv: 2}",
        "{process: weibull, shape: 0.6}"
      })
  void atASteadyRateEveryRequestComesSoonerByAnEleventh(String process) {
    String rest = "arrival: " + process + "\n" + LAWS;
    List<Seen> low = Driven.answered(Driven.traffic("rate: 10k/day\n" + rest, "1d"), 5, 1);
    List<Seen> high = Driven.answered(Driven.traffic("rate: 11k/day\n" + rest, "1d"), 5, 1);
    assertThat(high.size()).isBetween(low.size(), (int) (low.size() * 1.12));
    for (int i = 0; i < low.size(); i++) {
      assertThat(high.get(i).id()).isEqualTo(low.get(i).id());
      assertThat((double) high.get(i).nanos()).isCloseTo(low.get(i).nanos() / 1.1, within(1_000.0));
      assertThat(tokens(high.get(i))).isEqualTo(tokens(low.get(i)));
    }
  }

  /**
   * With seasons and waves time is not scaled evenly, but the rank is: session i comes when i / 1.1
   * sessions of the lower rate were expected, and for these gaps of cv 1 the count strays from that
   * by a few square roots. A session's later turns move by as much as its first.
   */
  @Test
  void overAWeekOfChatsEverySessionComesNoLaterAndMovesByATenthOfItsRank() throws IOException {
    List<Seen> low = chats("1M/month");
    List<Seen> high = chats("1.1M/month");
    Map<Long, Seen> sooner = new HashMap<>();
    high.forEach(seen -> sooner.put(seen.id(), seen));
    List<Seen> starts = low.stream().filter(HigherRateTest::begins).toList();
    assertThat(starts).hasSizeGreaterThan(5_000);
    int earlier = 0;
    for (int i = 0; i < starts.size(); i++) {
      long nanos = sooner.get(starts.get(i).id()).nanos();
      assertThat(nanos).isLessThanOrEqualTo(starts.get(i).nanos());
      while (starts.get(earlier).nanos() < nanos) {
        earlier++;
      }
      assertThat((double) earlier).isCloseTo(i / 1.1, within(5 + 5 * Math.sqrt(i / 11.0)));
    }
    for (Seen seen : low) {
      Seen same = sooner.get(seen.id());
      assertThat(tokens(same)).isEqualTo(tokens(seen));
      long first = seen.id() >>> 16 << 16 | FIRST_TURN;
      int start = (int) (seen.id() >>> 16);
      assertThat(seen.nanos() - same.nanos())
          .isEqualTo(starts.get(start).nanos() - sooner.get(first).nanos());
    }
  }

  private static List<Seen> chats(String rate) throws IOException {
    String yaml = Files.readString(SharedFiles.moduleFolder().resolve("chat-weekly.yaml"));
    assertThat(yaml).contains("rate: 10M/month");
    String changed = yaml.replace("rate: 10M/month", "rate: " + rate);
    return Driven.answered(Driven.traffic(changed, "12h"), 5, 2);
  }

  private static boolean begins(Seen seen) {
    return (seen.id() & 0xFFFF) == FIRST_TURN;
  }

  private static String tokens(Seen seen) {
    return seen.prompt() + " + " + seen.output() + ", " + seen.shared();
  }
}
