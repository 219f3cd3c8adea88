package dev.crossover.traffic.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.crossover.engine.kernel.RandomStreams;
import dev.crossover.traffic.trace.Replayed.Recorded;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayOptionsTest {
  private static final long SECOND = 1_000_000_000L;

  /** Requests at 0, 1 and 4 s: a ring of 6 s, the last gap being the mean of the two. */
  private static final String THREE =
      """
      {"timestamp": 0, "input_length": 10, "output_length": 1, "hash_ids": [1]}
      {"timestamp": 1000, "input_length": 20, "output_length": 2, "hash_ids": [1]}
      {"timestamp": 4000, "input_length": 30, "output_length": 3, "hash_ids": [3]}
      """;

  @TempDir Path folder;
  private Replayed replayed = new Replayed(Path.of("."));

  @BeforeEach
  void begin() throws IOException {
    replayed = new Replayed(folder);
    replayed.file("t.jsonl", THREE);
  }

  /** Each repetition has blocks of its own: they lie further on in the streams. */
  @Test
  void aTraceRepeatsUntilTheEnd() {
    assertThat(replayed.requests("file: t.jsonl, repeat: until-end", 14 * SECOND))
        .containsExactly(
            "0.0: 10 + 1 1:0+10",
            "1.0: 20 + 2 1:0+20",
            "4.0: 30 + 3 3:0+30",
            "6.0: 10 + 1 1:512+10",
            "7.0: 20 + 2 1:512+20",
            "10.0: 30 + 3 3:512+30",
            "12.0: 10 + 1 1:1024+10",
            "13.0: 20 + 2 1:1024+20");
    assertThat(replayed.requests("file: t.jsonl, repeat: none", 14 * SECOND)).hasSize(3);
  }

  @Test
  void aWindowIsTheRingWhereItHasAnEnd() {
    assertThat(
            replayed.requests(
                "file: t.jsonl, repeat: until-end, window: {from: 1s, to: 3s}", 5 * SECOND))
        .containsExactly("0.0: 20 + 2 1:0+20", "2.0: 20 + 2 1:512+20", "4.0: 20 + 2 1:1024+20");
  }

  @Test
  void theSummaryOfARepeatedTraceCountsToItsEndAndItsSpanIsThatOfOnePass() {
    Trace trace = replayed.trace("file: t.jsonl, repeat: until-end");
    TraceSummary summary = trace.summary(0, 12 * SECOND, 14 * SECOND, 0);
    assertThat(summary.arrivals()).isEqualTo(8);
    assertThat(summary.measured()).isEqualTo(6);
    assertThat(summary.promptTokens()).isEqualTo(120);
    assertThat(trace.summary(0, 0, 0, 0).lastNanos()).isEqualTo(4 * SECOND);
  }

  /** The second copy begins in the middle of the ring, at 3 s, and comes round once. */
  @Test
  void twiceTheRateIsTwoCopiesThatBeginElsewhere() {
    assertThat(replayed.requests("file: t.jsonl, rate_scale: 2"))
        .containsExactly(
            "0.0: 10 + 1 1:0+10",
            "1.0: 20 + 2 1:0+20",
            "1.0: 30 + 3 3:512+30",
            "3.0: 10 + 1 1:1536+10",
            "4.0: 30 + 3 3:0+30",
            "4.0: 20 + 2 1:1536+20");
  }

  @Test
  void copiesRepeatOnTheirOwnRings() {
    List<String> requests =
        replayed.requests("file: t.jsonl, rate_scale: 2, repeat: until-end", 60 * SECOND);
    assertThat(requests).hasSize(60);
    assertThat(new HashSet<>(blocks(requests))).hasSize(40);
  }

  /** Names of blocks: two of the three requests of a pass share one. */
  private static List<String> blocks(List<String> requests) {
    List<String> blocks = new ArrayList<>();
    for (String request : requests) {
      String block = request.substring(request.lastIndexOf(' ') + 1);
      blocks.add(block.substring(0, block.indexOf('+')));
    }
    return blocks;
  }

  /** Of n rows kept with probability p, n p +- 4 sqrt(n p (1 - p)). */
  @Test
  void aFractionOfTheRateKeepsRowsByChanceAndMoreOfThemKeepsThoseToo() throws IOException {
    int rows = 20_000;
    replayed.file("many.csv", rows(rows));
    for (double scale : new double[] {0.1, 0.5, 1.3}) {
      int found = replayed.requests("file: many.csv, rate_scale: " + scale).size();
      double whole = Math.floor(scale);
      double part = scale - whole;
      double expected = rows * scale;
      assertThat((double) found)
          .as("rate_scale %s", scale)
          .isCloseTo(expected, within(4 * Math.sqrt(rows * part * (1 - part))));
    }
    List<String> few = replayed.requests("file: many.csv, rate_scale: 0.1");
    assertThat(replayed.requests("file: many.csv, rate_scale: 0.2")).containsAll(few);
    assertThat(replayed.requests("file: many.csv, rate_scale: 0.1")).isEqualTo(few);
    assertThat(
            replayed.requests(
                "file: many.csv, rate_scale: 0.1", Replayed.DAY, new RandomStreams(1, 1)))
        .isNotEqualTo(few);
  }

  /** Rows that tick every 3 s, ten at a time, spread over the tick. */
  @Test
  void jitterSpreadsATickForwardAndKeepsTheOrderOfTime() throws IOException {
    StringBuilder text = new StringBuilder("arrival,prompt,output\n");
    for (int row = 0; row < 3_000; row++) {
      text.append(row / 10 * 3).append(',').append(row + 1).append(",1\n");
    }
    replayed.file("ticks.csv", text.toString());
    Trace trace = replayed.trace("file: ticks.csv, jitter: 3s");
    List<Recorded> requests = Replayed.read(trace, Replayed.DAY, new RandomStreams(7, 0));
    assertThat(requests).hasSize(3_000);
    double sum = 0;
    long before = 0;
    Set<Integer> seen = new HashSet<>();
    for (Recorded request : requests) {
      double delay = request.nanos() / 1e9 - (request.prompt() - 1) / 10 * 3;
      assertThat(delay).isBetween(0.0, 3.0);
      assertThat(request.nanos()).isGreaterThanOrEqualTo(before);
      before = request.nanos();
      sum += delay;
      seen.add(request.prompt());
    }
    assertThat(seen).hasSize(3_000);
    // A uniform delay has mean 1.5 s and standard deviation 0.87 s.
    assertThat(sum / 3_000).isCloseTo(1.5, within(4 * 0.87 / Math.sqrt(3_000)));
    assertThat(trace.isDrawn()).isTrue();
    assertThat(replayed.trace("file: ticks.csv").isDrawn()).isFalse();
  }

  /** 0.9 s of jitter on gaps of at least 1 s changes no order; half the time scale halves both. */
  @Test
  void jitterIsInTheTracesOwnTime() {
    List<Recorded> whole =
        Replayed.read(
            replayed.trace("file: t.jsonl, jitter: 900ms"), Replayed.DAY, new RandomStreams(1, 0));
    List<Recorded> half =
        Replayed.read(
            replayed.trace("file: t.jsonl, jitter: 900ms, time_scale: 0.5"),
            Replayed.DAY,
            new RandomStreams(1, 0));
    for (int i = 0; i < 3; i++) {
      assertThat(half.get(i).nanos() * 2).isCloseTo(whole.get(i).nanos(), within(1L));
      assertThat(half.get(i).prompt()).isEqualTo(10 * (i + 1));
    }
  }

  @Test
  void lengthsAreReplacedAndArrivalsStay() {
    assertThat(replayed.requests("file: t.jsonl, lengths: {prompt: 7}"))
        .containsExactly("0.0: 7 + 1", "1.0: 7 + 2", "4.0: 7 + 3");
    assertThat(replayed.requests("file: t.jsonl, lengths: {output: 9}"))
        .containsExactly("0.0: 10 + 9 1:0+10", "1.0: 20 + 9 1:0+20", "4.0: 30 + 9 3:0+30");
    assertThat(replayed.requests("file: t.jsonl, lengths: from_file"))
        .isEqualTo(replayed.requests("file: t.jsonl"));
  }

  @Test
  void lengthsComeInPairsFromAFile() throws IOException {
    replayed.file("l.csv", "num_prefill_tokens,num_decode_tokens,x\n100,1,\n200,2,\n300,0,\n");
    replayed.file("many.csv", rows(2_000));
    List<Recorded> requests =
        Replayed.read(
            replayed.trace("file: many.csv, lengths: {file: l.csv}"),
            Replayed.DAY,
            new RandomStreams(1, 0));
    long hundreds = 0;
    for (Recorded request : requests) {
      assertThat(request.prompt()).isEqualTo(100 * request.output());
      hundreds += request.prompt() == 100 ? 1 : 0;
    }
    // Binomial: 1,000 +- 4 sqrt(500).
    assertThat((double) hundreds).isCloseTo(1_000, within(90.0));
    replayed.file("bad.csv", "num_prefill_tokens,num_decode_tokens\n100,x\n");
    assertThatThrownBy(() -> replayed.trace("file: t.jsonl, lengths: {file: bad.csv}"))
        .isInstanceOf(BadTraceException.class)
        .hasMessageContaining("bad.csv:2: num_decode_tokens 'x' is not a whole number");
    assertThatThrownBy(() -> replayed.trace("file: t.jsonl, lengths: {file: none.csv}"))
        .hasMessageContaining("none.csv: no such file");
  }

  @Test
  void whatLastsNoTimeCannotRepeat() throws IOException {
    replayed.file("one.csv", "arrival,prompt,output\n5,1,1\n");
    assertThatThrownBy(() -> replayed.requests("file: one.csv, repeat: until-end"))
        .isInstanceOf(BadTraceException.class)
        .hasMessageContaining("does not last any time")
        .hasMessageContaining("Maybe give window: {to: 1h}");
    assertThat(replayed.requests("file: one.csv, repeat: until-end, window: {to: 2s}", 5 * SECOND))
        .containsExactly("0.0: 1 + 1", "2.0: 1 + 1", "4.0: 1 + 1");
  }

  /** Nothing passes the filter in any reading: the end, and not a search without end. */
  @Test
  void aRepeatedTraceWithoutRowsEnds() throws IOException {
    replayed.file("t.csv", "arrival,prompt,output,who\n0,1,1,a\n5,1,1,a\n");
    assertThatThrownBy(
            () ->
                replayed.requests(
                    "file: t.csv, repeat: until-end, window: {to: 9s}, filter: {who: b}"))
        .hasMessageContaining("holds no request in the window");
  }

  private static String rows(int count) {
    StringBuilder text = new StringBuilder("arrival,prompt,output\n");
    for (int row = 0; row < count; row++) {
      text.append(row).append(",").append(row + 1).append(",1\n");
    }
    return text.toString();
  }
}
