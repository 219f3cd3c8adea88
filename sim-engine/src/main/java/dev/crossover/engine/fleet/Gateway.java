package dev.crossover.engine.fleet;

import dev.crossover.engine.metering.Recorder;
import dev.crossover.engine.request.Backend;
import dev.crossover.engine.request.LiveRequests;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends each request to the fleet or to the hosted API: first matching rule, else the fleet. */
final class Gateway {
  private final @Nullable Fleet fleet;
  private final @Nullable HostedApi hosted;
  private final RouteRule[] rules;
  private final LiveRequests requests;
  private final Recorder recorder;

  Gateway(
      @Nullable Fleet fleet,
      @Nullable HostedApi hosted,
      List<RouteRule> rules,
      LiveRequests requests,
      Recorder recorder) {
    this.fleet = fleet;
    this.hosted = hosted;
    this.rules = rules.toArray(new RouteRule[0]);
    this.requests = requests;
    this.recorder = recorder;
  }

  void dispatch(int row, long nanos) {
    int rule = fleet == null ? -1 : matching(fleet, nanos);
    Backend backend = fleet == null ? Backend.HOSTED : Backend.FLEET;
    if (rule >= 0) {
      backend = rules[rule].to();
    }
    recorder.routed(row, backend, rule);
    if (backend == Backend.FLEET && fleet != null) {
      fleet.offer(row);
    } else if (hosted != null) {
      hosted.send(row);
    }
  }

  /** The client of a dispatched request that has not ended gives up. */
  void giveUp(int row) {
    if (requests.backend[row] == Backend.FLEET.ordinal() && fleet != null) {
      fleet.giveUp(row);
    } else if (hosted != null) {
      hosted.giveUp(row);
    }
  }

  private int matching(GatewayView view, long nanos) {
    for (int i = 0; i < rules.length; i++) {
      if (rules[i].when().holds(view, nanos)) {
        return i;
      }
    }
    return -1;
  }
}
