package dev.crossover.models.performance;

/** For what vLLM tunes its defaults; its {@code --performance-mode}. */
public enum PerformanceMode {
  /** The defaults as they are. */
  BALANCED,
  /** CUDA graphs for every token count from 1 to 32: small steps compute no padding. */
  INTERACTIVITY,
  /** Twice the default max_num_seqs and max_num_batched_tokens. */
  THROUGHPUT
}
