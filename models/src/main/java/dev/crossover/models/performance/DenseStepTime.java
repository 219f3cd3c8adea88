package dev.crossover.models.performance;

import dev.crossover.engine.serving.BatchShape;
import dev.crossover.engine.serving.Line;
import dev.crossover.engine.serving.StepTimeModel;
import dev.crossover.models.catalog.GpuSpec;
import dev.crossover.models.catalog.LlmSpec;

/**
 * Step time of a dense 16-bit model on a synchronous engine: the GPU's operators one after the
 * other, then the engine's own overhead.
 *
 * <p>Sampling is inside the overhead per sequence, which was fitted with it, and is not charged
 * again; lm_head is. All parts are rounded up to whole picoseconds, and each takes at least its
 * FLOPs and bytes at the GPU's peaks, so no step beats {@link StepWork#floorPicos}. Parts that
 * depend on a count alone are computed once per count and kept. For one thread.
 */
public final class DenseStepTime implements StepTimeModel {
  private static final int KEPT_AT_MOST = 1 << 16;

  private final OperatorTimes operators;
  private final EngineOverhead overhead;
  private final CudaGraphSizes graphs;
  private final double mixedFactor;

  private final long decodeOncePicos;
  private final long decodeSequencePicos;
  private final long decodeContextPicos;
  private final long prefillAlonePicos;
  private final long prefillBesideDecodesPicos;
  private final double prefillPairTwicePicos;
  private final double prefillTokenPicos;
  private final double prefillContextPicos;

  /** By token count after padding; 0 is not yet computed. */
  private final long[] linearPicos;

  /** By sequences that sample; 0 is not yet computed. */
  private final long[] headPicos;

  /**
   * The step time of one replica.
   *
   * @param tp tensor parallel size
   * @param maxNumSeqs decides, with the next, which CUDA graphs are captured
   * @param maxNumBatchedTokens token budget of a step
   * @throws IllegalArgumentException when the model or GPU does not support {@code tp}
   */
  public DenseStepTime(
      LlmSpec llm,
      GpuSpec gpu,
      int tp,
      int maxNumSeqs,
      int maxNumBatchedTokens,
      EngineOverhead overhead) {
    operators = new OperatorTimes(llm, gpu, tp);
    this.overhead = overhead;
    graphs = CudaGraphSizes.of(maxNumSeqs, maxNumBatchedTokens);
    mixedFactor = gpu.stepTime().decodeAttention().mixedFactor();
    decodeOncePicos = picos(operators.decodeOnceSeconds());
    decodeSequencePicos = picos(operators.decodeSequenceSeconds());
    decodeContextPicos = picos(operators.decodeContextSeconds());
    prefillAlonePicos = picos(operators.prefillOnceSeconds(false));
    prefillBesideDecodesPicos = picos(operators.prefillOnceSeconds(true));
    prefillPairTwicePicos = 1e12 * operators.prefillPairTwiceSeconds();
    prefillTokenPicos = 1e12 * operators.prefillTokenSeconds();
    prefillContextPicos = 1e12 * operators.prefillContextSeconds();
    linearPicos = new long[Math.min(maxNumBatchedTokens, KEPT_AT_MOST) + 1];
    headPicos = new long[Math.min(maxNumSeqs, KEPT_AT_MOST) + 1];
  }

  @Override
  public long stepPicos(BatchShape batch) {
    long picos = overhead.stepPicos();
    picos += overhead.sequencePicos() * (batch.decodes + batch.prefills);
    picos += linearPicos(batch.tokens()) + headPicos(batch.sampled);
    return picos + decodeAttentionPicos(batch) + prefillAttentionPicos(batch);
  }

  @Override
  public void decodeLine(BatchShape batch, Line out) {
    int decodes = batch.decodes;
    out.basePicos =
        overhead.stepPicos()
            + overhead.sequencePicos() * decodes
            + linearPicos(decodes)
            + headPicos(batch.sampled)
            + (decodes == 0 ? 0 : decodeOncePicos + decodeSequencePicos * decodes);
    out.slopePicos = decodeContextPicos;
    out.lastContextTokens = Long.MAX_VALUE;
  }

  /** Projections, MLP, norms and all-reduces of a step. */
  long linearPicos(int tokens) {
    int padded = graphs.padded(tokens);
    if (padded >= linearPicos.length) {
      return picos(operators.linearSeconds(padded));
    }
    if (linearPicos[padded] == 0 && padded > 0) {
      linearPicos[padded] = picos(operators.linearSeconds(padded));
    }
    return linearPicos[padded];
  }

  /** The lm_head of a step. */
  long headPicos(int sampled) {
    if (sampled >= headPicos.length) {
      return picos(operators.headSeconds(sampled));
    }
    if (headPicos[sampled] == 0 && sampled > 0) {
      headPicos[sampled] = picos(operators.headSeconds(sampled));
    }
    return headPicos[sampled];
  }

  /** Attention of the decodes; slower beside a prefill where kernels then lose split-KV. */
  long decodeAttentionPicos(BatchShape batch) {
    if (batch.decodes == 0) {
      return 0;
    }
    long picos = decodeOncePicos + decodeSequencePicos * batch.decodes;
    picos += decodeContextPicos * batch.decodeContextTokens;
    return batch.prefills == 0 ? picos : (long) Math.ceil(mixedFactor * picos);
  }

  /** Attention of the prompt chunks: bound by their products or by reading earlier KV. */
  long prefillAttentionPicos(BatchShape batch) {
    if (batch.prefills == 0) {
      return 0;
    }
    double compute =
        prefillPairTwicePicos * batch.prefillPairsTwice + prefillTokenPicos * batch.prefillTokens;
    double memory = prefillContextPicos * batch.prefillContextTokens;
    long launch = batch.decodes > 0 ? prefillBesideDecodesPicos : prefillAlonePicos;
    return launch + (long) Math.ceil(Math.max(compute, memory));
  }

  private static long picos(double seconds) {
    return (long) Math.ceil(1e12 * seconds);
  }
}
