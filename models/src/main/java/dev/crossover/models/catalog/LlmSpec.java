package dev.crossover.models.catalog;

import dev.crossover.engine.units.TimeSpan;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The architecture of a dense decoder-only LLM, as far as memory and step time depend on it; one
 * file of {@code models/llms}.
 *
 * @param id name in experiments, such as {@code llama-3.1-8b}
 * @param name in words
 * @param huggingFace repository whose config.json the facts come from
 * @param source where the facts come from
 * @param validFrom day from which they hold
 * @param layers decoder layers
 * @param hiddenSize width of the residual stream
 * @param intermediateSize width of the MLP
 * @param attentionHeads query heads
 * @param kvHeads heads of keys and values; fewer than query heads under grouped-query attention
 * @param headDim width of one attention head, of keys and values alike
 * @param vocabSize tokens of the vocabulary
 * @param tiedEmbeddings whether lm_head is the embedding matrix
 * @param maxPositionEmbeddings longest sequence
 * @param dtype number format of weights and activations
 * @param qkNorm whether queries and keys are normalised
 * @param slidingWindow positions that every layer's attention reaches back, the token itself
 *     included; all unless given
 * @param tokensFactor tokens of this model's tokenizer per token of a traffic profile
 * @param engineStart vLLM's start without the weights: import, compile, profile, capture
 */
public record LlmSpec(
    String id,
    String name,
    String huggingFace,
    String source,
    LocalDate validFrom,
    int layers,
    int hiddenSize,
    int intermediateSize,
    int attentionHeads,
    int kvHeads,
    int headDim,
    int vocabSize,
    boolean tiedEmbeddings,
    int maxPositionEmbeddings,
    Dtype dtype,
    boolean qkNorm,
    @Nullable Integer slidingWindow,
    double tokensFactor,
    SourcedSpan engineStart) {
  /**
   * A duration and who measured it.
   *
   * @param time as written in YAML, such as {@code 39s}
   * @param source who measured it
   */
  public record SourcedSpan(TimeSpan time, String source) {
    public SourcedSpan {
      Facts.present("time", time);
      Facts.present("source", source);
    }
  }

  public LlmSpec {
    Facts.entry(id, name, source, validFrom);
    Facts.present("hugging_face", huggingFace);
    Facts.positive("layers", layers);
    Facts.positive("hidden_size", hiddenSize);
    Facts.positive("intermediate_size", intermediateSize);
    Facts.positive("attention_heads", attentionHeads);
    Facts.positive("kv_heads", kvHeads);
    Facts.positive("head_dim", headDim);
    Facts.positive("vocab_size", vocabSize);
    Facts.positive("max_position_embeddings", maxPositionEmbeddings);
    Facts.present("dtype", dtype);
    if (slidingWindow != null) {
      Facts.positive("sliding_window", slidingWindow);
    }
    Facts.positive("tokens_factor", tokensFactor);
    Facts.present("engine_start", engineStart);
    Facts.require(
        attentionHeads % kvHeads == 0,
        "kv_heads (" + kvHeads + ") must divide attention_heads (" + attentionHeads + ")");
  }

  /** The sliding window, 0 for full attention. */
  public int window() {
    return slidingWindow == null ? 0 : slidingWindow;
  }

  /** All weights, embeddings and norms included. */
  public long parameters() {
    long attention = (long) hiddenSize * headDim * (2L * attentionHeads + 2L * kvHeads);
    long mlp = 3L * hiddenSize * intermediateSize;
    long norms = 2L * hiddenSize + (qkNorm ? 2L * headDim : 0);
    return layers * (attention + mlp + norms) + hiddenSize + embeddings();
  }

  /** Parameters of the embedding and, unless tied to it, of lm_head. */
  private long embeddings() {
    return (tiedEmbeddings ? 1L : 2L) * vocabSize * hiddenSize;
  }

  /**
   * Whether vLLM runs the model at a tensor parallel size: it divides the query heads and the MLP,
   * and divides the KV heads or is a multiple of them.
   */
  public boolean supportsTensorParallel(int tp) {
    return tp >= 1
        && attentionHeads % tp == 0
        && intermediateSize % tp == 0
        && (kvHeads % tp == 0 || tp % kvHeads == 0);
  }

  /** Refuses a tensor parallel size that vLLM refuses. */
  public void requireTensorParallel(int tp) {
    Facts.require(
        supportsTensorParallel(tp),
        "tensor_parallel_size (%s) does not divide the %s attention heads and %s KV heads of %s. "
                .formatted(tp, attentionHeads, kvHeads, id)
            + "Maybe use a power of two?");
  }

  /** Query heads on one GPU. */
  public int queryHeadsPerGpu(int tp) {
    return attentionHeads / tp;
  }

  /** KV heads on one GPU; they are replicated when there are fewer than GPUs. */
  public int kvHeadsPerGpu(int tp) {
    return Math.max(1, kvHeads / tp);
  }

  /** Parameters of all layers' matrices on one GPU: what every step multiplies by. */
  public long layerParametersPerGpu(int tp) {
    long qkv = (long) hiddenSize * headDim * (queryHeadsPerGpu(tp) + 2L * kvHeadsPerGpu(tp));
    long out = (long) hiddenSize * headDim * queryHeadsPerGpu(tp);
    long mlp = 3L * hiddenSize * (intermediateSize / tp);
    return layers * (qkv + out + mlp);
  }

  /** Parameters of lm_head on one GPU. */
  public long headParametersPerGpu(int tp) {
    return (long) vocabSize * hiddenSize / tp;
  }

  /** Weights held by one GPU, bytes: layers, two norms per layer, embedding and lm_head. */
  public long weightBytes(int tp) {
    long norms = 4L * hiddenSize * layers / tp;
    return dtype.bytes() * (layerParametersPerGpu(tp) + embeddings() / tp) + norms;
  }

  /** KV cache of one token on one GPU, bytes, all layers. */
  public long kvBytesPerToken(int tp, int bytesPerElement) {
    return 2L * layers * kvHeadsPerGpu(tp) * headDim * bytesPerElement;
  }
}
