package dev.crossover.engine.fleet;

/** When a routing rule applies. Sees the gateway's view alone, never a request's true output. */
public sealed interface RouteCondition {
  boolean holds(GatewayView view, long nanos);

  /** At least so many requests wait, in the engines and at the gateway together. */
  record QueueDepthAtLeast(int requests) implements RouteCondition {
    @Override
    public boolean holds(GatewayView view, long nanos) {
      return view.queueDepth() >= requests;
    }
  }

  /** The local clock is within these hours. */
  record WithinHours(WeeklyHours hours) implements RouteCondition {
    @Override
    public boolean holds(GatewayView view, long nanos) {
      return hours.contains(nanos);
    }
  }

  /** No replica is ready. */
  record NoReplica() implements RouteCondition {
    @Override
    public boolean holds(GatewayView view, long nanos) {
      return view.readyReplicas() == 0;
    }
  }
}
