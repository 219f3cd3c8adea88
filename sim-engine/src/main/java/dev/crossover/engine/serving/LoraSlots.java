package dev.crossover.engine.serving;

import java.util.Arrays;

/** The distinct LoRA adapters of a step, of which max_loras have room. */
final class LoraSlots {
  static final int BASE_MODEL = 0;

  private final int maxLoras;
  private int[] loras = new int[4];
  private int count;

  LoraSlots(int maxLoras) {
    this.maxLoras = maxLoras;
  }

  boolean isLimited() {
    return maxLoras > 0;
  }

  void clear() {
    count = 0;
  }

  void add(int lora) {
    if (lora == BASE_MODEL || has(lora)) {
      return;
    }
    if (count == loras.length) {
      loras = Arrays.copyOf(loras, Math.multiplyExact(count, 2));
    }
    loras[count++] = lora;
  }

  /** Whether a request with this adapter may join the step. */
  boolean admits(int lora) {
    return lora == BASE_MODEL || count < maxLoras || has(lora);
  }

  private boolean has(int lora) {
    for (int i = 0; i < count; i++) {
      if (loras[i] == lora) {
        return true;
      }
    }
    return false;
  }
}
