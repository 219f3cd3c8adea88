package dev.crossover.models.performance;

/**
 * Layers of one model that keep the same kind of KV.
 *
 * @param kind which positions they keep
 * @param layers how many
 * @param window positions that a sliding window reaches back, the token itself included; else 0
 * @param pageBytes one block of one layer on one GPU
 */
record KvLayers(Kind kind, int layers, int window, long pageBytes) {
  /** Which positions a layer keeps. */
  enum Kind {
    /** Keys and values of every position. */
    FULL_ATTENTION,
    /** Keys and values of the positions that the window reaches. */
    SLIDING_WINDOW,
    /** One latent vector of every position, whole on every GPU (multi-head latent attention). */
    MLA
  }

  KvLayers {
    if (layers < 1 || pageBytes < 1 || (kind == Kind.SLIDING_WINDOW) != (window > 0)) {
      throw new IllegalArgumentException(
          "%s %s layers, window %s, page of %s bytes".formatted(layers, kind, window, pageBytes));
    }
  }

  /**
   * Layers with keys and values.
   *
   * @param window positions that attention reaches back, 0 for all
   * @param width of all heads on one GPU: keys and values together, elements per token
   */
  static KvLayers attention(int layers, int window, long width, int elementBytes, int blockSize) {
    Kind kind = window > 0 ? Kind.SLIDING_WINDOW : Kind.FULL_ATTENTION;
    return new KvLayers(kind, layers, window, width * elementBytes * blockSize);
  }

  /** Layers with a latent vector and no separate values, not divided by tensor parallelism. */
  static KvLayers mla(int layers, int latentWidth, int elementBytes, int blockSize) {
    return new KvLayers(Kind.MLA, layers, 0, (long) latentWidth * elementBytes * blockSize);
  }

  /** The same number of layers, keeping every position: no hybrid manager returns their blocks. */
  KvLayers keepingAll() {
    return kind == Kind.SLIDING_WINDOW
        ? new KvLayers(Kind.FULL_ATTENTION, layers, 0, pageBytes)
        : this;
  }
}
