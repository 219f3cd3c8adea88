package dev.crossover.traffic.profile;

import dev.crossover.engine.units.Share;

/**
 * Requests that a smaller model answers as well.
 *
 * @param share of the requests
 * @param model name of the model that answers them
 */
public record SwapModelSpec(Share share, String model) {
  public SwapModelSpec {
    if (model.isBlank()) {
      throw new IllegalArgumentException("model is empty. Maybe the name of a smaller model");
    }
  }
}
