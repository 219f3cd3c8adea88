package dev.crossover.engine.request;

/** Who serves a request. */
public enum Backend {
  FLEET,
  HOSTED
}
