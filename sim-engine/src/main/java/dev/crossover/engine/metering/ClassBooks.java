package dev.crossover.engine.metering;

import dev.crossover.engine.request.Fate;
import dev.crossover.engine.request.LiveRequests;
import dev.crossover.engine.request.Reason;
import java.util.List;

/** Books measured requests by traffic class as well, where classes are told apart. */
final class ClassBooks {
  private final List<ClassTally> tallies;
  private final List<RequestBounds> bounds;
  private final LiveRequests requests;
  private final RowFigures figures;

  /** Whether anything is booked: asked first, so that traffic of one class pays nothing more. */
  private final boolean apart;

  /**
   * @param tallies by class, or none
   * @param bounds by class, as many
   */
  ClassBooks(List<ClassTally> tallies, List<RequestBounds> bounds, LiveRequests requests) {
    this.tallies = tallies;
    this.bounds = bounds;
    this.requests = requests;
    this.figures = new RowFigures(requests);
    this.apart = !tallies.isEmpty();
  }

  void arrived(int row) {
    if (apart) {
      of(row).counts.arrive();
    }
  }

  void completed(int row, long nanos) {
    if (apart) {
      ClassTally tally = of(row);
      figures.bookLatencies(row, nanos, tally.latencies);
      figures.bookTokens(row, tally.tokens);
      tally.counts.end(Fate.COMPLETED);
      judge(row, nanos, tally);
    }
  }

  void answeredByCache(int row, long nanos) {
    if (apart) {
      ClassTally tally = of(row);
      figures.bookClientTimes(row, nanos, tally.latencies);
      tally.counts.endByCache();
      judge(row, nanos, tally);
    }
  }

  void refused(int row, Reason reason) {
    if (apart) {
      of(row).counts.end(reason);
    }
  }

  void unfinished(int row) {
    if (apart) {
      of(row).counts.end(Fate.UNFINISHED);
    }
  }

  void wasted(int row, int outputTokens) {
    if (apart) {
      of(row).tokens.wasted += outputTokens;
    }
  }

  private void judge(int row, long nanos, ClassTally tally) {
    if (figures.keeps(bounds.get(requests.classIndex[row]), row, nanos)) {
      tally.withinBounds++;
    }
  }

  private ClassTally of(int row) {
    return tallies.get(requests.classIndex[row]);
  }
}
