package dev.crossover.models.performance;

import dev.crossover.engine.serving.BatchShape;
import dev.crossover.engine.serving.EngineUsage;
import dev.crossover.models.catalog.GpuSpec;
import dev.crossover.models.catalog.LlmSpec;

/**
 * FLOPs and memory traffic that the steps of one replica need, per GPU: the physics floor of a step
 * and the numerators of MFU and MBU. Padding, activations and overheads are not counted.
 */
public final class StepWork {
  private final double layerFlopsPerToken;
  private final double headFlopsPerSample;
  private final double flopsPerPair;
  private final double layerBytes;
  private final double headBytes;
  private final double kvBytesPerToken;
  private final double peakFlopsPerSecond;
  private final double peakBytesPerSecond;

  public StepWork(LlmSpec llm, GpuSpec gpu, int tp) {
    llm.requireTensorParallel(tp);
    int elementBytes = llm.dtype().bytes();
    layerFlopsPerToken = 2.0 * llm.layerParametersPerGpu(tp);
    headFlopsPerSample = 2.0 * llm.headParametersPerGpu(tp);
    flopsPerPair = 4.0 * llm.layers() * llm.queryHeadsPerGpu(tp) * llm.headDim();
    layerBytes = (double) elementBytes * llm.layerParametersPerGpu(tp);
    headBytes = (double) elementBytes * llm.headParametersPerGpu(tp);
    kvBytesPerToken = llm.kvBytesPerToken(tp, elementBytes);
    peakFlopsPerSecond = gpu.peakFlopsPerSecond(llm.dtype());
    peakBytesPerSecond = gpu.peakBytesPerSecond();
  }

  /** FLOPs of one step. */
  public double flops(BatchShape batch) {
    return flops(batch.tokens(), batch.sampled, batch.decodeContextTokens, batch.prefillPairsTwice);
  }

  /** FLOPs of all steps counted; the difference of two usages is the work between them. */
  public double flops(EngineUsage usage) {
    return flops(usage.tokens, usage.sampled, usage.decodeContextTokens, usage.prefillPairsTwice);
  }

  private double flops(long tokens, long sampled, long decodeContext, long pairsTwice) {
    return layerFlopsPerToken * tokens
        + headFlopsPerSample * sampled
        + flopsPerPair * (decodeContext + pairsTwice / 2.0);
  }

  /** Bytes that one step must move: the weights once, and the KV it attends. */
  public double bytes(BatchShape batch) {
    return (batch.tokens() > 0 ? layerBytes : 0)
        + (batch.sampled > 0 ? headBytes : 0)
        + kvBytesPerToken * ((double) batch.decodeContextTokens + batch.prefillContextTokens);
  }

  /**
   * Bytes that all steps counted must move. A step that samples reads lm_head once however many
   * sample, so it is read at most {@code min(steps, sampled)} times.
   */
  public double bytes(EngineUsage usage) {
    return layerBytes * usage.steps
        + headBytes * Math.min(usage.steps, usage.sampled)
        + kvBytesPerToken * ((double) usage.decodeContextTokens + usage.prefillContextTokens);
  }

  /** The least time physics allows for a step: its FLOPs or its bytes at peak. */
  public double floorPicos(BatchShape batch) {
    double flops = flops(batch) + draftPairFlops(batch);
    return 1e12 * Math.max(flops / peakFlopsPerSecond, bytes(batch) / peakBytesPerSecond);
  }

  /** FLOPs by which drafts attend the same positions as their sequence's next token. */
  private double draftPairFlops(BatchShape batch) {
    int drafts = batch.decodeTokens - batch.decodes;
    return drafts == 0
        ? 0
        : flopsPerPair * batch.decodeContextTokens * ((double) drafts / batch.decodes);
  }

  /** Peak of one GPU, FLOP per second. */
  public double peakFlopsPerSecond() {
    return peakFlopsPerSecond;
  }

  /** Peak of one GPU, bytes per second. */
  public double peakBytesPerSecond() {
    return peakBytesPerSecond;
  }
}
