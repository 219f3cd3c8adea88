package dev.crossover.models.catalog;

/** The number format of weights and activations. */
public enum Dtype {
  BFLOAT16(2),
  FLOAT16(2);

  private final int bytes;

  Dtype(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes of one number. */
  public int bytes() {
    return bytes;
  }
}
