package dev.crossover.engine.fleet;

/**
 * Takes the ready replica with the fewest requests in flight. Among equals it goes round, so that
 * an idle fleet wears evenly.
 */
final class LeastRequests implements LoadBalancer {
  private int next;

  @Override
  public int choose(Replica[] replicas) {
    int best = -1;
    int fewest = Integer.MAX_VALUE;
    int index = next < replicas.length ? next : 0;
    for (int i = 0; i < replicas.length; i++) {
      Replica replica = replicas[index];
      if (replica.phase() == ReplicaPhase.READY && replica.inFlight() < fewest) {
        fewest = replica.inFlight();
        best = index;
      }
      index = index + 1 < replicas.length ? index + 1 : 0;
    }
    next = best + 1;
    return best;
  }
}
