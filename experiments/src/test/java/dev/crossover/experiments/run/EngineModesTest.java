package dev.crossover.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossover.engine.fleet.EngineFactory;
import dev.crossover.engine.fleet.Verification;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Engine arguments from a file to the results of a fleet. */
class EngineModesTest {
  private static final String DRAFTS =
      "speculative_config: {method: %s, num_speculative_tokens: 3, %s}";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "vllm_version: 2026-08",
        "vllm_version: 2026-03",
        "vllm_version: 2025-11",
        "enable_prefix_caching: false, scheduling_policy: priority",
        "speculative_config: {method: eagle, num_speculative_tokens: 3, acceptance_rate: 0.7}",
        "speculative_config: {method: ngram, num_speculative_tokens: 2, acceptance_rate: 0.4}",
        "num_gpu_blocks_override: 60, watermark: 0.05, long_prefill_token_threshold: 64",
        "data_parallel_size: 2",
      })
  void theFastEngineAgreesWithTheOneInPlainWords(String engine) throws Exception {
    assertThat(run(engine, EngineFactory.LEAP)).isEqualTo(run(engine, EngineFactory.REFERENCE));
  }

  /** The process's 0.8 ms and 50 us per sequence, against a gap of 0.2 ms and sampling. */
  @Test
  void anAsynchronousEngineIsFaster() throws Exception {
    assertThat(tpot("async_scheduling: true")).isLessThan(tpot("async_scheduling: false"));
  }

  @Test
  void acceptedDraftsShortenAnswersAndRejectedOnesDoNot() throws Exception {
    double plain = tpot("vllm_version: 2026-08");
    double accepted = tpot(DRAFTS.formatted("eagle", "acceptance_rate: 1"));
    assertThat(accepted).isBetween(plain / 4, plain / 3);
    double rejected = tpot(DRAFTS.formatted("eagle", "acceptance_rates: [0, 0, 0]"));
    assertThat(rejected).isGreaterThan(plain);
  }

  private double tpot(String engine) throws InterruptedException {
    Quantiles tpot = run(engine, EngineFactory.LEAP).tpotS();
    assertThat(tpot).isNotNull();
    return tpot.mean();
  }

  private StrategyResult run(String engine, EngineFactory factory) throws InterruptedException {
    String yaml =
        """
        name: modes
        horizon: 1m
        traffic: {rate: 2/s, prompt: 200, output: 50}
        strategies:
          - name: fleet
            vllm:
              model: llama-3.1-8b
              instance: aws/g5.12xlarge
              replicas: 1
              engine: {max_model_len: 400, max_num_seqs: 8, %s}
        """
            .formatted(engine);
    RunOptions options = new RunOptions(1, factory, Verification.END, "test", RunWatcher.NONE);
    return SmallExperiment.crossover()
        .run(SmallExperiment.load(folder, yaml), options)
        .results()
        .points()
        .get(0)
        .strategies()
        .get(0);
  }
}
