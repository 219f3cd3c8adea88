package dev.crossover.traffic.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.crossover.engine.kernel.RandomStreams;
import dev.crossover.traffic.SharedFiles;
import dev.crossover.traffic.trace.ReplaySpec;
import dev.crossover.traffic.trace.Trace;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordedTrafficTest {
  private static final long SECOND = 1_000_000_000L;

  /** The figures of {@code fits.csv}, which were measured apart from this program. */
  @ParameterizedTest
  @CsvSource({
    "conv, 19366, 1.094, 1.39, 3.87, 16.41, 61.7, 1154.7, 1020, 0.073",
    "code, 8819, 13.151, 13.19, 71.85, 166.89, 151.62, 2047.85, 1469, -0.021",
  })
  void theAzureTracesAreAsUnevenAsMeasuredElsewhere(
      String name,
      long requests,
      double gapCv,
      double second,
      double tenSeconds,
      double minute,
      double fiveMinutes,
      double mean,
      int median,
      double correlation) {
    TrafficSummary summary =
        summary("azure2023/AzureLLMInferenceTrace_" + name + ".csv", AnalysisOptions.of(16));
    assertThat(summary.requests()).isEqualTo(requests);
    assertThat(summary.gapCv()).isCloseTo(gapCv, within(0.001));
    assertThat(summary.idc(SECOND)).isCloseTo(second, within(0.01));
    assertThat(summary.idc(10 * SECOND)).isCloseTo(tenSeconds, within(0.01));
    assertThat(summary.idc(60 * SECOND)).isCloseTo(minute, withinPercentage(0.1));
    assertThat(summary.idc(300 * SECOND)).isCloseTo(fiveMinutes, within(0.05));
    assertThat(summary.prompts().mean()).isCloseTo(mean, within(0.01));
    assertThat(summary.prompts().quantile(0.5)).isEqualTo(median);
    assertThat(summary.rankCorrelation()).isCloseTo(correlation, within(0.001));
    assertThat(summary.shareable()).isZero();
    assertThat(summary.reuse().ideal()).isZero();
  }

  /**
   * An ideal cache finds 37.4 % with the partial last blocks of repeated prompts; whole blocks
   * alone are a little less.
   */
  @Test
  void theConversationTraceGivesCachesWhatWasMeasuredElsewhere() {
    TrafficSummary summary = summary("mooncake/conversation_trace.jsonl", AnalysisOptions.of(512));
    assertThat(summary.reuse().ideal()).isCloseTo(0.374, within(0.001));
    List<Double> expected = List.of(0.055, 0.088, 0.18, 0.27, 0.34);
    for (int cache = 0; cache < expected.size(); cache++) {
      PrefixReuse.LruShare share = summary.reuse().lru().get(cache);
      assertThat(share.cacheTokens()).isEqualTo(1_000_000L << cache);
      assertThat(share.share()).isCloseTo(expected.get(cache), within(0.006));
    }
    assertThat(summary.sessions().medianGapSeconds()).isBetween(110.0, 130.0);
    assertThat(summary.sessions().meanTurns()).isBetween(1.4, 1.6);
    assertThat(summary.zeroGaps()).isCloseTo(0.902, within(0.001));
  }

  private static TrafficSummary summary(String name, AnalysisOptions options) {
    Path file = SharedFiles.require("data/traces/" + name);
    Trace trace = Trace.of(ReplaySpec.valueOf(file.toString()), file.getParent());
    TrafficAnalysis analysis = new TrafficAnalysis(options);
    long[] last = new long[1];
    Playback.play(
        trace.open(new RandomStreams(1, 0), List.of("default"), 0, Long.MAX_VALUE),
        0,
        Long.MAX_VALUE,
        arrival -> {
          last[0] = arrival.nanos;
          analysis.add(arrival);
        });
    return analysis.summary(last[0]);
  }
}
