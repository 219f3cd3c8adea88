package dev.crossover.models.catalog;

/**
 * The few numbers per GPU from which the time of every operator follows. Efficiencies are parts of
 * the GPU's peaks and never exceed 1, so that no operator beats physics.
 *
 * @param source where the constants were fitted
 * @param gemm matrix products
 * @param decodeAttention attention of one new token per sequence
 * @param prefillAttention attention of prompt chunks
 * @param elementwise everything between
 */
public record StepTimeConstants(
    String source,
    Gemm gemm,
    DecodeAttention decodeAttention,
    PrefillAttention prefillAttention,
    Elementwise elementwise) {
  /**
   * Matrix product: {@code o + ((F/(e_c P))^p + (B/(e_m W))^p)^(1/p)}.
   *
   * @param overheadUs o, microseconds
   * @param computeEfficiency e_c
   * @param memoryEfficiency e_m
   * @param overlap p, at least 1: 1 adds compute and memory, infinity overlaps them fully
   */
  public record Gemm(
      double overheadUs, double computeEfficiency, double memoryEfficiency, double overlap) {
    public Gemm {
      Facts.notNegative("gemm.overhead_us", overheadUs);
      Facts.efficiency("gemm.compute_efficiency", computeEfficiency);
      Facts.efficiency("gemm.memory_efficiency", memoryEfficiency);
      Facts.require(overlap >= 1 && overlap <= 100, "gemm.overlap must lie between 1 and 100");
    }
  }

  /**
   * Attention of one new token per sequence, per layer.
   *
   * @param overheadUs one launch, microseconds
   * @param memoryEfficiency share of the peak bandwidth at which KV is read
   * @param nsPerHeadSequence nanoseconds per query head and sequence
   * @param mixedFactor how much longer it takes in a step that also prefills, at least 1
   */
  public record DecodeAttention(
      double overheadUs, double memoryEfficiency, double nsPerHeadSequence, double mixedFactor) {
    public DecodeAttention {
      Facts.notNegative("decode_attention.overhead_us", overheadUs);
      Facts.efficiency("decode_attention.memory_efficiency", memoryEfficiency);
      Facts.notNegative("decode_attention.ns_per_head_sequence", nsPerHeadSequence);
      Facts.require(
          mixedFactor >= 1 && mixedFactor <= 10,
          "decode_attention.mixed_factor must lie between 1 and 10");
    }
  }

  /**
   * Attention of prompt chunks, per layer.
   *
   * @param overheadUs one launch per step, half of it when decodes share the step
   * @param computeEfficiency share of the peak FLOP/s
   * @param extraTokens added to the mean context of a chunk: what ragged tiles cost
   */
  public record PrefillAttention(double overheadUs, double computeEfficiency, double extraTokens) {
    public PrefillAttention {
      Facts.notNegative("prefill_attention.overhead_us", overheadUs);
      Facts.efficiency("prefill_attention.compute_efficiency", computeEfficiency);
      Facts.notNegative("prefill_attention.extra_tokens", extraTokens);
    }
  }

  /**
   * Norms, rotary embedding, KV write and activation: five small kernels per layer.
   *
   * @param kernelUs microseconds per kernel
   * @param bandwidthFactor effective over peak bandwidth; above 1 where activations stay in L2
   */
  public record Elementwise(double kernelUs, double bandwidthFactor) {
    public Elementwise {
      Facts.notNegative("elementwise.kernel_us", kernelUs);
      Facts.positive("elementwise.bandwidth_factor", bandwidthFactor);
    }
  }

  public StepTimeConstants {
    Facts.present("step_time.source", source);
    Facts.present("step_time.gemm", gemm);
    Facts.present("step_time.decode_attention", decodeAttention);
    Facts.present("step_time.prefill_attention", prefillAttention);
    Facts.present("step_time.elementwise", elementwise);
    Facts.require(
        prefillAttention.overheadUs / 2 <= decodeAttention.overheadUs,
        "prefill_attention.overhead_us must not exceed twice decode_attention.overhead_us, or a"
            + " step would get shorter by a decode that joins it");
  }
}
