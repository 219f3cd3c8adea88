package dev.crossover.models.performance;

import dev.crossover.engine.serving.BatchShape;
import dev.crossover.engine.serving.Line;
import dev.crossover.engine.serving.StepTimeModel;
import dev.crossover.models.catalog.GpuSpec;
import dev.crossover.models.catalog.LlmSpec;

/**
 * Step time of a dense 16-bit model: the GPU's operators one after the other, and the engine's own
 * process after them or, in an asynchronous engine, beside them.
 *
 * <p>Drafts are verified like prompt tokens of the same sequence, over KV that is read once; what
 * proposes them takes no time here. Sampling is inside a synchronous engine's overhead per
 * sequence, which was fitted with it; an asynchronous engine's is charged beside lm_head. All parts
 * are rounded up to whole picoseconds, and each takes at least its FLOPs and bytes at the GPU's
 * peaks, so no step beats {@link StepWork#floorPicos}. Parts that depend on a count alone are
 * computed once per count and kept. For one thread.
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
  private final double decodePairPicos;
  private final long prefillAlonePicos;
  private final long prefillBesideDecodesPicos;
  private final double prefillPairTwicePicos;
  private final double prefillTokenPicos;
  private final double prefillContextPicos;
  private final long samplingPicos;

  /** By token count after padding; 0 is not yet computed. */
  private final long[] linearPicos;

  /** By sequences that sample; 0 is not yet computed. */
  private final long[] headPicos;

  /**
   * The step time of one replica.
   *
   * @param tp tensor parallel size
   * @param settings which CUDA graphs are captured
   * @throws IllegalArgumentException when the model or GPU does not support {@code tp}
   */
  public DenseStepTime(
      LlmSpec llm, GpuSpec gpu, int tp, GraphSettings settings, EngineOverhead overhead) {
    operators = new OperatorTimes(llm, gpu, tp);
    this.overhead = overhead;
    graphs = CudaGraphSizes.of(settings);
    mixedFactor = gpu.stepTime().decodeAttention().mixedFactor();
    decodeOncePicos = picos(operators.decodeOnceSeconds());
    decodeSequencePicos = picos(operators.decodeSequenceSeconds());
    decodeContextPicos = picos(operators.decodeContextSeconds());
    decodePairPicos = 1e12 * operators.decodePairSeconds();
    prefillAlonePicos = picos(operators.prefillOnceSeconds(false));
    prefillBesideDecodesPicos = picos(operators.prefillOnceSeconds(true));
    prefillPairTwicePicos = 1e12 * operators.prefillPairTwiceSeconds();
    prefillTokenPicos = 1e12 * operators.prefillTokenSeconds();
    prefillContextPicos = 1e12 * operators.prefillContextSeconds();
    samplingPicos = (long) Math.ceil(overhead.picosPerLogit() * llm.vocabSize());
    linearPicos = new long[Math.min(settings.maxNumBatchedTokens(), KEPT_AT_MOST) + 1];
    headPicos = new long[Math.min(settings.maxSampled(), KEPT_AT_MOST) + 1];
  }

  @Override
  public long stepPicos(BatchShape batch) {
    long gpu = linearPicos(batch.tokens()) + samplePicos(batch.sampled);
    gpu += decodeAttentionPicos(batch) + prefillAttentionPicos(batch);
    return overhead.stepPicos(gpu, batch.decodes + batch.prefills);
  }

  @Override
  public void decodeLine(BatchShape batch, Line out) {
    int decodes = batch.decodes;
    long gpu = linearPicos(decodes) + samplePicos(batch.sampled);
    gpu += decodes == 0 ? 0 : decodeOncePicos + decodeSequencePicos * decodes;
    out.basePicos = overhead.stepPicos(gpu, decodes);
    out.slopePicos = decodeContextPicos;
    out.lastContextTokens = Long.MAX_VALUE;
    if (overhead.overlapped()) {
      boundByProcess(gpu + overhead.gapPicos(), batch.decodeContextTokens, decodes, out);
    }
  }

  /** Chooses the regime: the process's time until the GPU takes longer, then the GPU's. */
  private void boundByProcess(long basePicos, long contextTokens, int decodes, Line out) {
    long process = overhead.processPicos(decodes);
    if (basePicos + decodeContextPicos * contextTokens >= process) {
      out.basePicos = basePicos;
      return;
    }
    out.basePicos = process;
    out.slopePicos = 0;
    out.lastContextTokens = (process - basePicos) / decodeContextPicos;
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

  /** The lm_head and, where it is not the process's, the sampling of a step. */
  private long samplePicos(int sampled) {
    return headPicos(sampled) + samplingPicos * sampled;
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
    picos += Math.max(decodeContextPicos * batch.decodeContextTokens, pairPicos(batch));
    return batch.prefills == 0 ? picos : (long) Math.ceil(mixedFactor * picos);
  }

  /** The products of verified drafts with what they attend: many drafts outweigh reading it. */
  private long pairPicos(BatchShape batch) {
    if (batch.decodeTokens == batch.decodes) {
      return 0;
    }
    double tokensEach = (double) batch.decodeTokens / batch.decodes;
    return (long) Math.ceil(decodePairPicos * tokensEach * batch.decodeContextTokens);
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
