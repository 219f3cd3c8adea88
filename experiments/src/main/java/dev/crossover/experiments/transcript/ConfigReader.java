package dev.crossover.experiments.transcript;

import dev.crossover.engine.serving.EngineArgs;
import dev.crossover.engine.serving.EngineRules;
import dev.crossover.engine.serving.SchedulingPolicy;
import dev.crossover.engine.serving.VllmVersion;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a recording's {@code config}: vLLM's knobs by their own names. */
final class ConfigReader {
  private static final Set<String> KEYS =
      Set.of(
          "max_num_seqs",
          "max_num_batched_tokens",
          "max_model_len",
          "enable_chunked_prefill",
          "enable_prefix_caching",
          "long_prefill_token_threshold",
          "num_blocks",
          "block_size",
          "policy",
          "async_scheduling",
          "watermark",
          "scheduler_reserve_full_isl",
          "num_speculative_tokens",
          "num_lookahead_tokens",
          "sliding_window",
          "pipeline_parallel_size",
          "hash_block_size",
          "max_loras",
          "profile");
  private static final int MANY = 1 << 24;

  private final Located config;
  private final @Nullable VllmVersion chosen;

  /**
   * @param chosen whose rules apply whatever the file says, or null for the file's own
   */
  ConfigReader(Located config, @Nullable VllmVersion chosen) {
    this.config = config.requireKeys(KEYS);
    this.chosen = chosen;
  }

  EngineArgs read() {
    refuseOtherThan("pipeline_parallel_size", 1);
    int blockSize = integer("block_size", 1);
    refuseOtherThan("hash_block_size", blockSize);
    EngineRules rules = rules();
    try {
      return EngineArgs.builder()
          .maxNumSeqs(integer("max_num_seqs", 1))
          .maxNumBatchedTokens(integer("max_num_batched_tokens", 1))
          .maxModelLen(integer("max_model_len", 2))
          .blockSize(blockSize)
          .numBlocks(integer("num_blocks", 2))
          .enableChunkedPrefill(config.get("enable_chunked_prefill").bool())
          .longPrefillTokenThreshold(orZero("long_prefill_token_threshold"))
          .policy(policy())
          .asyncScheduling(config.get("async_scheduling").bool())
          .enablePrefixCaching(config.get("enable_prefix_caching").bool())
          .numSpeculativeTokens(orZero("num_speculative_tokens"))
          .numLookaheadTokens(orZero("num_lookahead_tokens"))
          .slidingWindow(orZero("sliding_window"))
          .maxLoras(orZero("max_loras"))
          .rules(rules)
          .build();
    } catch (IllegalArgumentException e) {
      throw config.wrong(String.valueOf(e.getMessage()), "Maybe change one of them?");
    }
  }

  /** A chosen version's rules replace the file's; else the file's single rules win. */
  private EngineRules rules() {
    VllmVersion own =
        config.find("profile").map(ConfigReader::version).orElse(VllmVersion.V2026_08);
    Optional<Boolean> reserve = config.find("scheduler_reserve_full_isl").map(Located::bool);
    Optional<Double> watermark = config.find("watermark").map(ConfigReader::share);
    if (chosen != null) {
      return chosen.rules();
    }
    EngineRules rules = own.rules();
    rules = rules.withReserveFullIsl(reserve.orElse(rules.reserveFullIsl()));
    return rules.withWatermark(watermark.orElse(rules.watermark()));
  }

  private static VllmVersion version(Located profile) {
    String key = profile.text();
    return Arrays.stream(VllmVersion.values())
        .filter(version -> version.key().equals(key))
        .findFirst()
        .orElseThrow(() -> profile.wrong("is not a known version", "Maybe " + versions() + "?"));
  }

  /** The known versions, for messages. */
  static String versions() {
    return Arrays.stream(VllmVersion.values())
        .map(VllmVersion::key)
        .collect(Collectors.joining(", "));
  }

  private static double share(Located watermark) {
    double share = watermark.number();
    if (!(share >= 0 && share < 1)) {
      throw watermark.wrong("must be at least 0 and below 1", "Maybe 0.05?");
    }
    return share;
  }

  private SchedulingPolicy policy() {
    Located policy = config.get("policy");
    String key = policy.text();
    for (SchedulingPolicy known : SchedulingPolicy.values()) {
      if (known.name().toLowerCase(Locale.ROOT).equals(key)) {
        return known;
      }
    }
    throw policy.wrong("is not a scheduling policy", "Maybe fcfs or priority?");
  }

  private void refuseOtherThan(String key, int value) {
    config
        .find(key)
        .filter(found -> found.integer(1, MANY) != value)
        .ifPresent(
            found -> {
              throw found.wrong("is not simulated by the engines", "Maybe " + value + "?");
            });
  }

  private int integer(String key, int from) {
    return config.get(key).integer(from, MANY);
  }

  private int orZero(String key) {
    return config.find(key).map(found -> found.integer(0, MANY)).orElse(0);
  }
}
