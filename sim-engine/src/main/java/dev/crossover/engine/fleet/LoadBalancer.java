package dev.crossover.engine.fleet;

/** Chooses the replica that gets a request. */
interface LoadBalancer {
  /**
   * The chosen replica's index, or -1 where none is ready. At least the ready replicas' phases and
   * their requests in flight may be read; nothing of the request is known here.
   */
  int choose(Replica[] replicas);
}
