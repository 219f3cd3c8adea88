package dev.crossover.models.performance;

/**
 * What the engine's own process adds to the GPU's time of a step.
 *
 * @param stepPicos per step
 * @param sequencePicos per scheduled sequence, sampling included
 */
public record EngineOverhead(long stepPicos, long sequencePicos) {
  /**
   * A synchronous engine (vLLM before 0.14), which schedules, samples and detokenises between two
   * steps: 0.8 ms and 50 us per sequence, fitted on 60 points of Qwen3-32B on H100, vLLM 0.12.
   */
  public static final EngineOverhead SYNCHRONOUS = new EngineOverhead(800_000_000L, 50_000_000L);

  public EngineOverhead {
    if (stepPicos < 0 || sequencePicos < 0) {
      throw new IllegalArgumentException("an engine's overhead must not be negative");
    }
  }
}
