package dev.crossover.models.performance;

/**
 * What the engine's own process adds to the GPU's time of a step: all of its time where it is
 * synchronous; where it works while the GPU computes, a gap, or what it takes longer than the GPU.
 *
 * @param overlapped whether the process works while the GPU computes
 * @param gapPicos what is left between two steps when it does
 * @param stepPicos the process's time per step
 * @param sequencePicos the process's time per scheduled sequence
 * @param picosPerLogit GPU time of sampling, per sequence that samples and token of the vocabulary,
 *     where it is not inside {@code sequencePicos}
 */
public record EngineOverhead(
    boolean overlapped, long gapPicos, long stepPicos, long sequencePicos, double picosPerLogit) {
  private static final long STEP_PICOS = 800_000_000L;
  private static final long SEQUENCE_PICOS = 50_000_000L;
  private static final long GAP_PICOS = 200_000_000L;

  /**
   * A synchronous engine, which schedules, samples and detokenises between two steps: 0.8 ms and 50
   * us per sequence, sampling included, fitted on 60 points of Qwen3-32B on H100, vLLM 0.12.
   */
  public static final EngineOverhead SYNCHRONOUS =
      new EngineOverhead(false, 0, STEP_PICOS, SEQUENCE_PICOS, 0);

  public EngineOverhead {
    if (gapPicos < 0 || stepPicos < 0 || sequencePicos < 0 || !(picosPerLogit >= 0)) {
      throw new IllegalArgumentException("an engine's overhead must not be negative");
    }
  }

  /**
   * An asynchronous engine, which schedules the next step during this one: a gap of 0.2 ms, chosen
   * with the time of sampling on 41 runs on H100, vLLM 0.15; never less than the process takes.
   */
  public static EngineOverhead asynchronous(Sampling sampling) {
    return new EngineOverhead(
        true, GAP_PICOS, STEP_PICOS, SEQUENCE_PICOS, sampling.picosPerLogit());
  }

  /** The step that takes the GPU so long. */
  long stepPicos(long gpuPicos, int sequences) {
    long process = processPicos(sequences);
    return overlapped ? Math.max(gpuPicos + gapPicos, process) : gpuPicos + process;
  }

  /** What the process takes for a step. */
  long processPicos(int sequences) {
    return stepPicos + sequencePicos * sequences;
  }
}
