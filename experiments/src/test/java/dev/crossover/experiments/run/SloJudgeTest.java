package dev.crossover.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossover.engine.fleet.EngineFactory;
import dev.crossover.engine.fleet.Verification;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SloJudgeTest {
  @TempDir private Path folder;

  @Test
  void aTermIsMetUpToItsLimit() throws Exception {
    SloResult slo = fleet("slo: {ttft_p99: 30s, itl_p95: 1ms}\n");
    assertThat(slo.terms())
        .extracting(SloTerm::term)
        .containsExactly("ttft_p99", "itl_p95", "success");
    assertThat(slo.terms()).extracting(SloTerm::met).containsExactly(true, false, true);
    assertThat(slo.met()).isFalse();
    assertThat(slo.goodputShare()).isNull();
  }

  @Test
  void successIsATermEvenWhereNoneIsWritten() throws Exception {
    SloResult slo = fleet("");
    assertThat(slo.terms()).extracting(SloTerm::term).containsExactly("success");
    assertThat(slo.terms().get(0).limit()).isEqualTo(0.99);
    assertThat(slo.met()).isTrue();
  }

  /** Prompts of 200 tokens never fit a model of 100, so nothing is answered, however fast. */
  @Test
  void noLatencyCountsAsMetWhereTooFewWereAnswered() throws Exception {
    SloResult slo =
        fleet("slo: {ttft_p99: 30s}\n", "strategies.fleet.vllm.engine.max_model_len=100");
    assertThat(slo.terms()).extracting(SloTerm::met).containsExactly(false, false);
  }

  @Test
  void theWorstWindowIsJudgedToo() throws Exception {
    SloTerm whole = fleet("slo: {ttft_p99: 30s}\n").terms().get(0);
    assertThat(whole.worstWindow()).isNull();
    SloTerm windowed = fleet("slo: {ttft_p99: 30s, window: 5m}\n").terms().get(0);
    assertThat(windowed.value()).isEqualTo(whole.value());
    assertThat(windowed.worstWindow()).isGreaterThan(windowed.value());
    double between = (windowed.value() + windowed.worstWindow()) / 2;
    String tight = "slo: {ttft_p99: " + Math.round(between * 1e6) + "us, window: 5m}\n";
    assertThat(fleet(tight).terms().get(0).met()).isFalse();
  }

  @Test
  void goodputIsTheShareThatKeptAllBounds() throws Exception {
    assertThat(fleet("slo: {goodput: {ttft: 30s}}\n").goodputShare()).isEqualTo(1.0);
    assertThat(fleet("slo: {goodput: {ttft: 30s, tpot: 1ms}}\n").goodputShare()).isZero();
    assertThat(fleet("slo: {goodput: {ttft: 100ms}}\n").goodputShare())
        .isStrictlyBetween(0.05, 0.95);
  }

  private SloResult fleet(String slo, String... settings) throws InterruptedException {
    RunOptions options =
        new RunOptions(2, EngineFactory.LEAP, Verification.END, "test", RunWatcher.NONE);
    List<StrategyResult> strategies =
        SmallExperiment.crossover()
            .run(SmallExperiment.load(folder, SmallExperiment.yaml(slo), settings), options)
            .results()
            .points()
            .get(0)
            .strategies();
    SloResult result = strategies.get(1).slo();
    assertThat(result).isNotNull();
    return result;
  }
}
