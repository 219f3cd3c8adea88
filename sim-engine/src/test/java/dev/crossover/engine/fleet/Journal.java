package dev.crossover.engine.fleet;

import dev.crossover.engine.metering.RequestLog;
import dev.crossover.engine.request.Fate;
import dev.crossover.engine.request.LiveRequests;
import dev.crossover.engine.request.Reason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ends of measured requests as lines: id, fate or reason, milliseconds. */
final class Journal implements RequestLog {
  final List<String> lines = new ArrayList<>();

  @Override
  public void ended(
      LiveRequests requests, int row, Fate fate, @Nullable Reason reason, long nanos) {
    String how = reason == null ? fate.name() : reason.name();
    lines.add(requests.id[row] + " " + how + " " + nanos / 1e6);
  }
}
