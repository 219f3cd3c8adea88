package dev.crossover.experiments.cli;

import dev.crossover.engine.request.Fate;
import dev.crossover.engine.request.LiveRequests;
import dev.crossover.engine.request.Reason;
import dev.crossover.experiments.run.RunWatcher.ClosableLog;
import org.jspecify.annotations.Nullable;

/** Two logs of the same replication. */
record BothLogs(ClosableLog first, ClosableLog second) implements ClosableLog {
  @Override
  public boolean hearsOutputs() {
    return first.hearsOutputs() || second.hearsOutputs();
  }

  @Override
  public void output(int row, long nanos) {
    first.output(row, nanos);
    second.output(row, nanos);
  }

  @Override
  public void ended(
      LiveRequests requests, int row, Fate fate, @Nullable Reason reason, long nanos) {
    first.ended(requests, row, fate, reason, nanos);
    second.ended(requests, row, fate, reason, nanos);
  }

  @Override
  public void close() {
    try {
      first.close();
    } finally {
      second.close();
    }
  }
}
