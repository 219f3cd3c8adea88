package dev.crossover.models.performance;

/** How vLLM is started, by which it chooses the token budget of a step. */
public enum UsageContext {
  /** {@code vllm serve}: small budgets, for short gaps between tokens. */
  OPENAI_API_SERVER,
  /** Offline through Python's {@code LLM} class: large budgets, for throughput. */
  LLM_CLASS
}
