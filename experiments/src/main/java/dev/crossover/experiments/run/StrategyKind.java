package dev.crossover.experiments.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Who serves a strategy's requests. */
public enum StrategyKind {
  /** One's own fleet of vLLM replicas. */
  @JsonProperty("vllm")
  VLLM,
  /** A hosted API. */
  @JsonProperty("hosted")
  HOSTED,
  /** A fleet with a hosted API to fall back to. */
  @JsonProperty("hybrid")
  HYBRID;

  /** The name in YAML and results. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
