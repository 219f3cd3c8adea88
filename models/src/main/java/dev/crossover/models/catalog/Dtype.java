package dev.crossover.models.catalog;

/** The number format of weights and activations. */
public enum Dtype {
  /** 8 bits of exponent, 7 of mantissa. */
  BFLOAT16(2),
  /** 5 bits of exponent, 10 of mantissa. */
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
