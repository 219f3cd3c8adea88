package dev.crossover.traffic.session;

import dev.crossover.traffic.arrival.LocalCalendar;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * The jobs of a {@code batch} block that begin before the end of a simulation.
 *
 * @param startNanos when each begins, ascending, none before time 0
 * @param requests of each
 * @param places requests in flight at most; {@code Long.MAX_VALUE} for all at once
 * @param deadlineNanos from a job's beginning, or {@code Long.MAX_VALUE}
 */
public record BatchJobs(List<Long> startNanos, long requests, long places, long deadlineNanos) {
  /** Compiles a block. */
  public static BatchJobs of(BatchSpec spec, LocalCalendar calendar, long endNanos) {
    List<Long> starts = new ArrayList<>();
    LocalDate last = calendar.at(endNanos).toLocalDate();
    for (LocalDate day = calendar.start().toLocalDate();
        !day.isAfter(last);
        day = day.plusDays(1)) {
      long nanos = calendar.nanosAt(LocalDateTime.of(day, spec.at().time()));
      if (spec.runsOn(day.getDayOfWeek()) && nanos >= 0 && nanos < endNanos) {
        starts.add(nanos);
      }
    }
    return new BatchJobs(
        List.copyOf(starts),
        spec.requests().value(),
        spec.maxConcurrency() == null ? Long.MAX_VALUE : spec.maxConcurrency().value(),
        spec.deadline() == null ? Long.MAX_VALUE : spec.deadline().nanos());
  }

  int count() {
    return startNanos.size();
  }

  /** When a job must be done. */
  long deadline(int job) {
    return deadlineNanos == Long.MAX_VALUE ? Long.MAX_VALUE : startNanos.get(job) + deadlineNanos;
  }

  /** Requests of the jobs that begin in [from, to). */
  public long requests(long fromNanos, long toNanos) {
    return requests
        * startNanos.stream().filter(start -> start >= fromNanos && start < toNanos).count();
  }

  /** Whether all requests of a job arrive as it begins. */
  public boolean atOnce() {
    return places == Long.MAX_VALUE;
  }
}
