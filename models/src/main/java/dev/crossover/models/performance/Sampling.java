package dev.crossover.models.performance;

/** How a token is drawn from its logits, which takes time on the GPU. */
public enum Sampling {
  /** From the likeliest tokens by top-p or top-k: 20 us per sequence and 150,000 logits. */
  TOP_P(20e6),
  /** The likeliest token: 1 us per sequence and 150,000 logits. */
  GREEDY(1e6);

  private static final int LOGITS = 150_000;

  private final double picosPerLogits;

  Sampling(double picosPerLogits) {
    this.picosPerLogits = picosPerLogits;
  }

  /** Picoseconds per sequence that samples and token of the vocabulary. */
  double picosPerLogit() {
    return picosPerLogits / LOGITS;
  }
}
