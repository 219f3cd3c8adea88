package dev.crossover.experiments.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.crossover.engine.serving.EngineArgs;
import dev.crossover.engine.serving.EngineRules;
import dev.crossover.engine.serving.SchedulingPolicy;
import dev.crossover.engine.serving.VllmVersion;
import dev.crossover.experiments.spec.ResolvedStrategy.FleetStrategy;
import dev.crossover.models.performance.EngineOverhead;
import dev.crossover.models.performance.PerformanceMode;
import dev.crossover.models.performance.Sampling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a line of engine arguments makes of the engine. */
class EngineKeysTest {
  private static final Library LIBRARY = TestLibrary.library();

  @TempDir private Path folder;

  @Test
  void theNewestVersionIsAsynchronousAndFindsPrefixes() throws IOException {
    FleetStrategy fleet = fleet("max_model_len: 8192");
    EngineArgs args = fleet.engine();
    assertThat(args.asyncScheduling()).isTrue();
    assertThat(args.enablePrefixCaching()).isTrue();
    assertThat(args.policy()).isEqualTo(SchedulingPolicy.FCFS);
    assertThat(args.rules()).isEqualTo(VllmVersion.V2026_08.rules());
    assertThat(fleet.memory().gpuMemoryUtilization()).isEqualTo(0.92);
    FleetStrategy graphs = fleet("max_model_len: 8192, graph_memory: 1GiB");
    assertThat(graphs.memory().graphMemoryBytes()).isEqualTo(1L << 30);
    assertThat(fleet.resolved().overhead()).isEqualTo(EngineOverhead.asynchronous(Sampling.TOP_P));
  }

  @Test
  void anOlderVersionBringsItsRulesAndDefaults() throws IOException {
    FleetStrategy march = fleet("vllm_version: 2026-03, max_model_len: 8192, graph_memory: 1GiB");
    assertThat(march.engine().asyncScheduling()).isTrue();
    assertThat(march.engine().rules()).isEqualTo(VllmVersion.V2026_03.rules());
    assertThat(march.memory().gpuMemoryUtilization()).isEqualTo(0.90);
    assertThat(march.memory().graphMemoryBytes()).isZero();

    FleetStrategy november = fleet("vllm_version: \"2025-11\", max_model_len: 8192");
    assertThat(november.engine().asyncScheduling()).isFalse();
    assertThat(november.engine().enablePrefixCaching()).isTrue();
    assertThat(november.resolved().overhead()).isEqualTo(EngineOverhead.SYNCHRONOUS);
  }

  @Test
  void everyRuleCanBeGivenSingly() throws IOException {
    EngineArgs args =
        fleet(
                "vllm_version: 2026-03, max_model_len: 8192, scheduler_reserve_full_isl: true,"
                    + " watermark: 0.01, rules: {unkeyed_blocks_first: true, pad_first_decode:"
                    + " true, lookahead_at_admission: true}")
            .engine();
    assertThat(args.rules()).isEqualTo(new EngineRules(true, 0.01, true, true, true));
    EngineArgs one = fleet("max_model_len: 8192, rules: {pad_first_decode: false}").engine();
    assertThat(one.rules()).isEqualTo(new EngineRules(true, 0, true, false, true));
  }

  @Test
  void theSchedulersKeysReachTheEngine() throws IOException {
    EngineArgs args =
        fleet(
                "max_model_len: 8192, enable_prefix_caching: false, async_scheduling: false,"
                    + " scheduling_policy: priority, max_loras: 3,"
                    + " long_prefill_token_threshold: 512, enable_chunked_prefill: false")
            .engine();
    assertThat(args.enablePrefixCaching()).isFalse();
    assertThat(args.asyncScheduling()).isFalse();
    assertThat(args.policy()).isEqualTo(SchedulingPolicy.PRIORITY);
    assertThat(args.maxLoras()).isEqualTo(3);
    assertThat(args.longPrefillTokenThreshold()).isEqualTo(512);
    assertThat(args.enableChunkedPrefill()).isFalse();
    assertThat(args.maxNumBatchedTokens()).isEqualTo(8192); // the default bends to the length
  }

  @Test
  void draftsTakeSlotsByTheirMethodAndThoseFromTheCpuMakeTheEngineSynchronous() throws IOException {
    String[][] cases = {
      {"ngram", "0", "false"},
      {"ngram_gpu", "0", "true"},
      {"suffix", "0", "false"},
      {"medusa", "0", "false"},
      {"eagle", "3", "true"},
      {"eagle3", "3", "true"},
      {"mtp", "3", "true"},
      {"draft_model", "3", "true"},
      {"dflash", "4", "true"},
    };
    for (String[] expected : cases) {
      EngineArgs args = fleet(speculation(expected[0], "acceptance_rate: 0.7")).engine();
      assertThat(args.numSpeculativeTokens()).as(expected[0]).isEqualTo(3);
      assertThat(args.numLookaheadTokens()).as(expected[0]).hasToString(expected[1]);
      assertThat(args.asyncScheduling()).as(expected[0]).hasToString(expected[2]);
    }
  }

  /** 0.5 each, given the ones before: 0.5, 0.25, 0.125; or as written by position. */
  @Test
  void acceptanceIsGivenPerDraftOrPerPosition() throws IOException {
    assertThat(drafts("acceptance_rate: 0.5").acceptedUpTo()).containsExactly(0.5, 0.25, 0.125);
    assertThat(drafts("acceptance_rates: [0.8, 0.6, 0.6]").acceptedUpTo())
        .containsExactly(0.8, 0.6, 0.6);
  }

  @Test
  void graphsFollowModeListAndEagerness() throws IOException {
    FleetStrategy listed =
        fleet(
            "max_model_len: 8192, performance_mode: interactivity,"
                + " cudagraph_capture_sizes: [1, 8]");
    assertThat(listed.resolved().graphs().captureSizes()).containsExactly(1, 8);
    assertThat(listed.resolved().graphs().mode()).isEqualTo(PerformanceMode.INTERACTIVITY);
    assertThat(fleet("max_model_len: 8192, enforce_eager: true").resolved().graphs().enforceEager())
        .isTrue();
    EngineArgs doubled = fleet("max_model_len: 8192, performance_mode: throughput").engine();
    assertThat(doubled.maxNumSeqs()).isEqualTo(512);
    assertThat(doubled.maxNumBatchedTokens()).isEqualTo(4096);
    EngineArgs offline = fleet("max_model_len: 8192, usage_context: llm_class").engine();
    assertThat(offline.maxNumBatchedTokens()).isEqualTo(8192);
  }

  /** On one A10G some 41,000 tokens fit, not the model's 131,072. */
  @Test
  void anAutomaticLengthIsLoweredToWhatFits() throws IOException {
    for (String auto : new String[] {"auto", "-1"}) {
      FleetStrategy fleet = fleet("max_model_len: " + auto);
      assertThat(fleet.engine().maxModelLen()).isBetween(35_000, 45_000);
      assertThat(fleet.kv().maxConcurrency()).isCloseTo(1, within(0.001));
    }
    assertThat(fleet("max_model_len: auto, tensor_parallel_size: 4").engine().maxModelLen())
        .isEqualTo(131_072);
  }

  @Test
  void aGivenCacheIsCutIntoBlocks() throws IOException {
    FleetStrategy fleet = fleet("max_model_len: 4096, kv_cache_memory_bytes: 1073741824");
    assertThat(fleet.engine().numBlocks()).isEqualTo(512);
    assertThat(fleet("max_model_len: 4096, num_gpu_blocks_override: 300").engine().numBlocks())
        .isEqualTo(300);
  }

  @Test
  void enginesOfOneReplicaShareAnInstance() throws IOException {
    FleetStrategy fleet = fleet("max_model_len: 8192, data_parallel_size: 2");
    assertThat(fleet.spec().gpusPerReplica()).isEqualTo(2);
    assertThat(fleet.replicasPerInstance()).isEqualTo(2);
  }

  @Test
  void aModelsWindowReachesTheEngine() throws IOException {
    assertThat(fleet("max_model_len: 8192").engine().slidingWindow()).isZero();
    EngineArgs args = fleet("mistral-7b-v0.1", "max_model_len: 8192").engine();
    assertThat(args.slidingWindow()).isEqualTo(4096);
  }

  private SpeculativeSpec drafts(String acceptance) throws IOException {
    SpeculativeSpec drafts =
        fleet(speculation("eagle", acceptance)).spec().engine().speculativeConfig();
    assertThat(drafts).isNotNull();
    return drafts;
  }

  private static String speculation(String method, String acceptance) {
    return "max_model_len: 8192, speculative_config: {method: %s, num_speculative_tokens: 3, %s}"
        .formatted(method, acceptance);
  }

  private FleetStrategy fleet(String engine) throws IOException {
    return fleet("llama-3.1-8b", engine);
  }

  private FleetStrategy fleet(String model, String engine) throws IOException {
    Path file = folder.resolve("engine.yaml");
    Files.writeString(
        file,
        """
        name: engine
        traffic: {rate: 1/s, prompt: 512, output: 128}
        strategies:
          - name: own
            vllm:
              model: %s
              instance: aws/g5.12xlarge
              replicas: 1
              engine: {%s}
        """
            .formatted(model, engine));
    return (FleetStrategy) ExperimentFile.read(file, LIBRARY).experiment().strategies().get(0);
  }
}
