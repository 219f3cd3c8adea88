package dev.crossover.experiments.run;

import dev.crossover.engine.metering.RequestLog;
import java.util.List;
import java.util.Optional;

/** Follows a run from outside. Methods may be called from several threads at once. */
public interface RunWatcher {
  /** Looks away. */
  RunWatcher NONE = new RunWatcher() {};

  /** Simulated so far, over all units: {@code done} of {@code total} nanoseconds. */
  default void progressed(long done, long total) {}

  /**
   * Where the requests of one replication are logged; closed when the replication has ended.
   *
   * @param classes names of the traffic classes, by the index that requests have
   */
  default ClosableLog requestLog(
      int point, String strategy, int replication, List<String> classes) {
    return ClosableLog.NONE;
  }

  /** A point that is already known, so that it need not be simulated; numbers start at 1. */
  default Optional<PointOutcome> known(int point) {
    return Optional.empty();
  }

  /** A point is complete; points come in order. */
  default void finished(int point, PointOutcome outcome) {}

  /** A log that must be closed. */
  interface ClosableLog extends RequestLog, AutoCloseable {
    ClosableLog NONE = (requests, row, fate, reason, nanos) -> {};

    @Override
    default void close() {}
  }
}
