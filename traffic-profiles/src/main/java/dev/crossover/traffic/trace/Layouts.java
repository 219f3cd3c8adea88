package dev.crossover.traffic.trace;

import java.util.List;

/** The columns and keys of the formats that are known by name, each from its publisher's files. */
final class Layouts {
  static final String AZURE_HEADER = "TIMESTAMP,ContextTokens,GeneratedTokens";

  /** {@code github.com/Azure/AzurePublicDataset}: {@code 2023-11-16 18:15:46.6805900,374,44}. */
  static final TraceLayout AZURE =
      TraceLayout.of("TIMESTAMP", "ContextTokens", "GeneratedTokens", ArrivalUnit.ISO8601);

  /**
   * {@code github.com/kvcache-ai/Mooncake} (Qin et al., FAST 2025): the partial last block of a
   * prompt has a hash, too.
   */
  static final TraceLayout MOONCAKE =
      TraceLayout.of("timestamp", "input_length", "output_length", ArrivalUnit.MS)
          .and(TraceColumn.HASH_IDS, "hash_ids");

  /** {@code github.com/alibaba-edu/qwen-bailian-usagetraces-anon}. */
  static final TraceLayout BAILIAN =
      TraceLayout.of("timestamp", "input_length", "output_length", ArrivalUnit.S)
          .and(TraceColumn.HASH_IDS, "hash_ids")
          .and(TraceColumn.SESSION, "chat_id")
          .and(TraceColumn.PARENT, "parent_chat_id")
          .withBlocksOf(16);

  /** {@code github.com/HPMLL/BurstGPT} (Wang et al., KDD 2025). */
  static final TraceLayout BURSTGPT =
      TraceLayout.of("Timestamp", "Request tokens", "Response tokens", ArrivalUnit.S)
          .and(TraceColumn.SESSION, "Session ID")
          .withFailures();

  /** {@code github.com/microsoft/vidur}, processed traces. */
  static final TraceLayout VIDUR =
      TraceLayout.of("arrived_at", "num_prefill_tokens", "num_decode_tokens", ArrivalUnit.S)
          .and(TraceColumn.SESSION, "session_id");

  /** {@code github.com/Mutinifni/splitwise-sim}. */
  static final TraceLayout SPLITWISE_SIM =
      TraceLayout.of("arrival_timestamp", "prompt_size", "token_size", ArrivalUnit.S);

  /** Columns and keys under the names that profiles use. */
  static final TraceLayout COLUMNS =
      TraceLayout.of("arrival", "prompt", "output", ArrivalUnit.S)
          .and(TraceColumn.SESSION, "session")
          .and(TraceColumn.CLASS, "class")
          .and(TraceColumn.PREFIX, "prefix")
          .and(TraceColumn.PREFIX_TOKENS, "prefix_tokens")
          .and(TraceColumn.MODEL, "model")
          .and(TraceColumn.HASH_IDS, "hash_ids")
          .withFailures();

  /** What Vidur's files without times have. */
  static final List<String> LENGTHS_ALONE = List.of("num_prefill_tokens", "num_decode_tokens");

  private Layouts() {}
}
