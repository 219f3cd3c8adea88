package dev.crossover.engine.serving;

import java.util.Locale;

/** States of vLLM V1 whose rules are known; a newer one is chosen unless a user asks otherwise. */
public enum VllmVersion {
  /** vLLM 0.12: a synchronous engine that admits by the first chunk alone. */
  V2025_11(false, false),
  /** Commit ca1ac1a4b4 of 2026-03-20: asynchronous, otherwise as before. */
  V2026_03(true, false),
  /** Commit 017e9f4448 of 2026-08-17. */
  V2026_08(true, true);

  private final boolean asyncScheduling;
  private final boolean rulesOf2026;

  VllmVersion(boolean asyncScheduling, boolean rulesOf2026) {
    this.asyncScheduling = asyncScheduling;
    this.rulesOf2026 = rulesOf2026;
  }

  /** The name in experiment files, e.g. {@code 2026-08}. */
  public String key() {
    return name().substring(1).replace('_', '-').toLowerCase(Locale.ROOT);
  }

  /** Whether the engine schedules asynchronously unless told otherwise. */
  public boolean asyncScheduling() {
    return asyncScheduling;
  }

  /** The rules, with nothing overridden: the watermark, where there is one, is off. */
  public EngineRules rules() {
    return new EngineRules(rulesOf2026, 0, rulesOf2026, rulesOf2026, rulesOf2026);
  }
}
