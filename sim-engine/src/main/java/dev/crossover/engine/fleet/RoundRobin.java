package dev.crossover.engine.fleet;

/** Takes the ready replicas in turn. */
final class RoundRobin implements LoadBalancer {
  private int next;

  @Override
  public int choose(Replica[] replicas) {
    for (int i = 0; i < replicas.length; i++) {
      int index = (next + i) % replicas.length;
      if (replicas[index].phase() == ReplicaPhase.READY) {
        next = (index + 1) % replicas.length;
        return index;
      }
    }
    return -1;
  }
}
