package dev.crossover.engine.fleet;

/** What the gateway knows when a request reaches it. */
public interface GatewayView {
  /** Requests waiting over all ready replicas, and at the gateway. */
  int queueDepth();

  int readyReplicas();
}
