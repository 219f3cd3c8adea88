package dev.crossover.engine.metering;

import dev.crossover.engine.request.Fate;
import dev.crossover.engine.request.Reason;
import java.util.LinkedHashMap;
import java.util.Map;

/** How many requests arrived and how they ended; every arrival is counted in exactly one fate. */
public final class FateCounts {
  private long arrived;
  private long answeredByCache;
  private final long[] fates = new long[Fate.values().length];
  private final long[] reasons = new long[Reason.values().length];

  public void arrive() {
    arrived++;
  }

  public void end(Fate fate) {
    fates[fate.ordinal()]++;
  }

  public void end(Reason reason) {
    reasons[reason.ordinal()]++;
    end(reason.fate());
  }

  /** Completed without a model: a similar query had been answered before. */
  public void endByCache() {
    answeredByCache++;
    end(Fate.COMPLETED);
  }

  public void add(FateCounts other) {
    arrived += other.arrived;
    answeredByCache += other.answeredByCache;
    for (int i = 0; i < fates.length; i++) {
      fates[i] += other.fates[i];
    }
    for (int i = 0; i < reasons.length; i++) {
      reasons[i] += other.reasons[i];
    }
  }

  public void clear() {
    arrived = 0;
    answeredByCache = 0;
    java.util.Arrays.fill(fates, 0);
    java.util.Arrays.fill(reasons, 0);
  }

  public long arrived() {
    return arrived;
  }

  /** Of the completed ones, those that no model answered. */
  public long answeredByCache() {
    return answeredByCache;
  }

  public long of(Fate fate) {
    return fates[fate.ordinal()];
  }

  /** The reasons that occurred, in the order of {@link Reason}. */
  public Map<Reason, Long> reasons() {
    Map<Reason, Long> occurred = new LinkedHashMap<>();
    for (Reason reason : Reason.values()) {
      if (reasons[reason.ordinal()] > 0) {
        occurred.put(reason, reasons[reason.ordinal()]);
      }
    }
    return occurred;
  }

  /** Whether every arrival has ended, once. */
  public boolean isConserved() {
    long ended = 0;
    for (long count : fates) {
      ended += count;
    }
    return ended == arrived;
  }
}
