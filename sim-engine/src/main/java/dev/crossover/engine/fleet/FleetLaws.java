package dev.crossover.engine.fleet;

import dev.crossover.engine.reference.BrokenLawException;
import dev.crossover.engine.request.Backend;
import dev.crossover.engine.request.LiveRequests;
import dev.crossover.engine.serving.EngineUsage;
import dev.crossover.engine.serving.ServingEngine;

/** What must hold in a fleet at any instant: nothing is lost, no block and no request. */
final class FleetLaws {
  private FleetLaws() {}

  static void check(Fleet fleet, LiveRequests requests) {
    long inFlight = fleet.waitingAtGateway();
    Replica[] replicas = fleet.replicas();
    for (int i = 0; i < replicas.length; i++) {
      checkBlocks("replica " + i, replicas[i].engine());
      inFlight += replicas[i].inFlight();
    }
    checkRequests(inFlight, requests);
  }

  /** Each request sent to the fleet that has not left is at the gateway or in an engine. */
  static void checkRequests(long inFlight, LiveRequests requests) {
    long live = 0;
    for (int row = 0; row < requests.rows(); row++) {
      live += requests.isLive(row) && requests.backend[row] == Backend.FLEET.ordinal() ? 1 : 0;
    }
    BrokenLawException.unless(
        live == inFlight, "%d requests are with the fleet, it has %d", live, inFlight);
  }

  /** Free + held = usable; an engine where nobody runs holds nothing. */
  static void checkBlocks(String where, ServingEngine engine) {
    int free = engine.freeBlocks();
    int held = engine.heldBlocks();
    BrokenLawException.unless(
        free >= 0 && free + held == engine.usableBlocks() && (engine.running() > 0 || held == 0),
        "%s: %d blocks are free, %d held by %d requests, %d usable",
        where,
        free,
        held,
        engine.running(),
        engine.usableBlocks());
  }

  /** The engines' work since time 0. */
  static EngineUsage lifetimeUsage(Fleet fleet) {
    EngineUsage total = new EngineUsage();
    for (Replica replica : fleet.replicas()) {
      total.add(replica.usageNow());
    }
    return total;
  }
}
