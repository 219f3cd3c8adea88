package dev.crossover.engine.fleet;

/** The load balancers there are, by the names experiments use. */
public enum LoadBalancing {
  /** The next ready replica in turn. */
  ROUND_ROBIN {
    @Override
    LoadBalancer create() {
      return new RoundRobin();
    }
  },
  /** The ready replica with the fewest requests in flight; equal ones take turns. */
  LEAST_REQUESTS {
    @Override
    LoadBalancer create() {
      return new LeastRequests();
    }
  };

  abstract LoadBalancer create();
}
