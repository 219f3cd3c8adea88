package dev.crossover.models.performance;

import dev.crossover.models.catalog.AllReduce;
import dev.crossover.models.catalog.GpuSpec;
import dev.crossover.models.catalog.LlmSpec;
import dev.crossover.models.catalog.StepTimeConstants;
import org.apache.commons.math3.util.FastMath;
import org.jspecify.annotations.Nullable;

/**
 * Seconds that one GPU spends in each kind of operator of a dense 16-bit model, from a few fitted
 * constants per GPU. Every operator takes at least its FLOPs at peak and its bytes at peak.
 */
final class OperatorTimes {
  /** Ranks arrive at an all-reduce apart: seconds per further GPU, 41 H100 runs of several TPs. */
  private static final double SKEW_SECONDS = 0.5e-6;

  /** Gathering logits and everything else around lm_head, per step. */
  private static final double HEAD_SECONDS = 50e-6;

  /** Norm twice, rotary embedding, KV write, activation. */
  private static final int KERNELS_PER_LAYER = 5;

  private final LlmSpec llm;
  private final int tp;
  private final StepTimeConstants constants;
  private final @Nullable AllReduce allReduce;
  private final double peakFlops;
  private final double peakBytes;
  private final int elementBytes;
  private final double queryWidth;
  private final double kvWidth;

  OperatorTimes(LlmSpec llm, GpuSpec gpu, int tp) {
    llm.requireTensorParallel(tp);
    this.llm = llm;
    this.tp = tp;
    constants = gpu.stepTime();
    allReduce = tp == 1 ? null : gpu.allReduce(tp);
    peakFlops = gpu.peakFlopsPerSecond(llm.dtype());
    peakBytes = gpu.peakBytesPerSecond();
    elementBytes = llm.dtype().bytes();
    queryWidth = (double) llm.queryHeadsPerGpu(tp) * llm.headDim();
    kvWidth = (double) llm.kvHeadsPerGpu(tp) * llm.headDim();
  }

  /** Everything that depends on the token count alone: projections, MLP, norms, all-reduces. */
  double linearSeconds(int tokens) {
    double hidden = llm.hiddenSize();
    double mlp = (double) llm.intermediateSize() / tp;
    double layer =
        gemmSeconds(tokens, queryWidth + 2 * kvWidth, hidden)
            + gemmSeconds(tokens, hidden, queryWidth)
            + gemmSeconds(tokens, 2 * mlp, hidden)
            + gemmSeconds(tokens, hidden, mlp)
            + elementwiseSeconds(tokens, mlp)
            + 2 * allReduceSeconds(tokens * hidden * elementBytes);
    return llm.layers() * layer;
  }

  /** The lm_head over the sequences that sample; the sampling itself is the engine's overhead. */
  double headSeconds(int sampled) {
    double vocabulary = (double) llm.vocabSize() / tp;
    return sampled == 0 ? 0 : gemmSeconds(sampled, vocabulary, llm.hiddenSize()) + HEAD_SECONDS;
  }

  /** Decode attention, part that any decode in the step costs once. */
  double decodeOnceSeconds() {
    return llm.layers() * constants.decodeAttention().overheadUs() * 1e-6;
  }

  /** Decode attention, part per sequence. */
  double decodeSequenceSeconds() {
    double perHead = constants.decodeAttention().nsPerHeadSequence() * 1e-9;
    return llm.layers() * perHead * llm.queryHeadsPerGpu(tp);
  }

  /** Decode attention, part per position attended: reading its KV, or its FLOPs if those weigh. */
  double decodeContextSeconds() {
    return Math.max(kvSecondsPerToken(), decodePairSeconds());
  }

  /** Decode attention, least time of one (query, key) pair. */
  double decodePairSeconds() {
    return pairFlops() / peakFlops;
  }

  /** Prefill attention, launch of the step's chunks; decodes in the step share it. */
  double prefillOnceSeconds(boolean withDecodes) {
    double launch = constants.prefillAttention().overheadUs() * 1e-6;
    return llm.layers() * (withDecodes ? launch / 2 : launch);
  }

  /** Prefill attention, part per twice a (query, key) pair under the causal mask. */
  double prefillPairTwiceSeconds() {
    return pairFlops() / 2 / (constants.prefillAttention().computeEfficiency() * peakFlops);
  }

  /** Prefill attention, part per prompt token. */
  double prefillTokenSeconds() {
    return 2 * constants.prefillAttention().extraTokens() * prefillPairTwiceSeconds();
  }

  /** Least prefill attention per position whose KV is read: what a short late chunk costs. */
  double prefillContextSeconds() {
    return kvSecondsPerToken();
  }

  private double kvSecondsPerToken() {
    double bandwidth = constants.decodeAttention().memoryEfficiency() * peakBytes;
    return llm.kvBytesPerToken(tp, elementBytes) / bandwidth;
  }

  /** FLOPs of one (query token, key token) pair on one GPU: two products over all layers. */
  private double pairFlops() {
    return 4 * queryWidth * llm.layers();
  }

  private double gemmSeconds(double m, double n, double k) {
    StepTimeConstants.Gemm gemm = constants.gemm();
    double compute = 2 * m * n * k / (gemm.computeEfficiency() * peakFlops);
    double bytes = elementBytes * (n * k + m * k + m * n);
    double memory = bytes / (gemm.memoryEfficiency() * peakBytes);
    double longer = Math.max(compute, memory);
    // (a^p + b^p)^(1/p), scaled by the longer one, so that it never falls below it by rounding.
    double ratio = Math.min(compute, memory) / longer;
    double sum = 1 + FastMath.pow(ratio, gemm.overlap());
    return gemm.overheadUs() * 1e-6 + longer * FastMath.pow(sum, 1 / gemm.overlap());
  }

  private double elementwiseSeconds(double tokens, double mlp) {
    StepTimeConstants.Elementwise elementwise = constants.elementwise();
    double norms = 8.0 * elementBytes * llm.hiddenSize();
    double rotary = 2 * (queryWidth + 2 * kvWidth) * elementBytes * (llm.qkNorm() ? 2 : 1);
    double activation = 3 * mlp * elementBytes;
    double bandwidth = elementwise.bandwidthFactor() * peakBytes;
    return KERNELS_PER_LAYER * elementwise.kernelUs() * 1e-6
        + tokens * (norms + rotary + activation) / bandwidth;
  }

  private double allReduceSeconds(double bytes) {
    return allReduce == null ? 0 : allReduce.seconds(bytes) + SKEW_SECONDS * (tp - 1);
  }
}
