package dev.crossover.traffic.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.crossover.engine.kernel.RandomStreams;
import dev.crossover.traffic.SharedFiles;
import dev.crossover.traffic.analysis.AnalysisOptions;
import dev.crossover.traffic.analysis.PrefixReuse;
import dev.crossover.traffic.profile.ProfileSpec;
import dev.crossover.traffic.profile.ProfileYaml;
import dev.crossover.traffic.trace.ReplaySpec;
import dev.crossover.traffic.trace.Trace;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a fitted profile generates, read from its file, beside the trace: the mean of a hundred. */
@Tag("long")
class TraceFitBarTest {
  private static final long SECOND = 1_000_000_000L;
  private static final List<Long> WIDTHS = List.of(SECOND, 10 * SECOND, 60 * SECOND, 300 * SECOND);
  private static final long SEED = 77;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "azure2023/AzureLLMInferenceTrace_conv.csv",
        "azure2023/AzureLLMInferenceTrace_code.csv",
        "mooncake/conversation_trace.jsonl"
      })
  void aHundredGeneratedTracesAreLikeTheRecordedOne(String name) {
    FittedProfile fitted = fit(name);
    FitQuality.Tally tally = new FitQuality.Tally(fitted.recorded().in(WIDTHS));
    ProfileSpec spec = ProfileYaml.bind(fitted.yaml());
    assertThat(spec).isEqualTo(fitted.spec());
    new Rehearsal(fitted.recorded().spanNanos(), WIDTHS, SEED)
        .summaries(spec, 100, AnalysisOptions.of(512).windows(WIDTHS), tally::add);
    FitQuality quality = tally.quality();
    quality.rows().forEach(row -> System.out.println(name + " " + row));
    System.out.println(name + " KS " + quality.promptDistance() + " " + quality.outputDistance());

    for (String row : List.of("idc 1s", "idc 10s", "idc 60s")) {
      assertThat(quality.row(row).ratio()).as(row).isCloseTo(1, within(0.15));
    }
    assertThat(quality.row("idc 300s").ratio()).as("idc 300s").isCloseTo(1, within(0.2));
    assertThat(quality.row("requests").ratio()).as("requests").isCloseTo(1, within(0.02));
    assertThat(quality.row("prompt mean").ratio()).as("prompt mean").isCloseTo(1, within(0.02));
    assertThat(quality.row("output mean").ratio()).as("output mean").isCloseTo(1, within(0.02));
    assertThat(quality.promptDistance()).isLessThan(0.045);
    assertThat(quality.outputDistance()).isLessThan(0.045);
    if (fitted.recorded().shareable() > 0) {
      cachesFindAsMuch(fitted, quality);
    }
  }

  private static void cachesFindAsMuch(FittedProfile fitted, FitQuality quality) {
    for (PrefixReuse.LruShare share : fitted.recorded().reuse().lru()) {
      String row = "cache hits " + share.cacheTokens() / 1_000_000 + "M";
      double tolerance = share.cacheTokens() <= 8_000_000 ? 0.03 : 0.05;
      assertThat(quality.row(row).generated()).as(row).isCloseTo(share.share(), within(tolerance));
    }
  }

  private static FittedProfile fit(String name) {
    Path file = SharedFiles.require("data/traces/" + name);
    ReplaySpec replay = ReplaySpec.valueOf(file.toString());
    Trace trace = Trace.of(replay, file.getParent());
    LocalDateTime start = LocalDateTime.of(2023, 11, 16, 18, 15);
    return TraceFit.of(
        () -> trace.open(new RandomStreams(1, 0), List.of("default"), 0, Long.MAX_VALUE),
        new FitOptions("recorded", "a test of the fit to " + name, start, 512));
  }
}
