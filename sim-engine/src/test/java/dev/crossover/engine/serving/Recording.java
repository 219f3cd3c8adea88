package dev.crossover.engine.serving;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * All that an engine tells, in a form that does not depend on how gaps are grouped: every other
 * event in its order, and at each reading the multiset of the gaps so far beside the usage.
 */
final class Recording implements EngineListener {
  /** What was told, of which request, when. */
  record Event(String what, int tag, long nanos) {}

  /** All that is known at an instant. */
  record Reading(
      long nanos,
      TreeMap<Long, Long> gaps,
      int waiting,
      int running,
      long steps,
      long preemptions,
      long tokens,
      long sampled,
      long decodeContextTokens,
      long prefillPairsTwice,
      long prefillContextTokens,
      double busyPicos,
      double runningPicos,
      double blockPicos,
      int peakBlocks) {}

  private static final double EXACT_IN_A_DOUBLE = 0x1.0p53;

  private final List<Record> entries = new ArrayList<>();
  private final TreeMap<Long, Long> countByGapPicos = new TreeMap<>();
  private final EngineUsage usage = new EngineUsage();
  private long leaps;
  private long leapSteps;

  List<Record> entries() {
    return entries;
  }

  TreeMap<Long, Long> countByGapPicos() {
    return countByGapPicos;
  }

  /** Leaps over more than one step in which somebody was measured. */
  long leaps() {
    return leaps;
  }

  long leapSteps() {
    return leapSteps;
  }

  long count(String what) {
    return entries.stream().filter(e -> e instanceof Event x && x.what().equals(what)).count();
  }

  /** Reads the engine as it is at an instant. */
  void read(ServingEngine engine, long nanos) {
    engine.accountTo(nanos);
    engine.usageAt(nanos, usage);
    if (usage.blockPicos.value() >= EXACT_IN_A_DOUBLE) {
      throw new AssertionError("the case is too long to be compared exactly");
    }
    entries.add(
        new Reading(
            nanos,
            new TreeMap<>(countByGapPicos),
            engine.waiting(),
            engine.running(),
            usage.steps,
            usage.preemptions,
            usage.tokens,
            usage.sampled,
            usage.decodeContextTokens,
            usage.prefillPairsTwice,
            usage.prefillContextTokens,
            usage.busyPicos.value(),
            usage.runningPicos.value(),
            usage.blockPicos.value(),
            usage.peakBlocks));
    if (nanos % 2 == 1) {
      engine.restartPeak(nanos);
    }
  }

  @Override
  public void scheduled(int tag, long nanos) {
    entries.add(new Event("scheduled", tag, nanos));
  }

  @Override
  public void firstToken(int tag, long nanos) {
    entries.add(new Event("firstToken", tag, nanos));
  }

  @Override
  public void finished(int tag, long nanos) {
    entries.add(new Event("finished", tag, nanos));
  }

  @Override
  public void preempted(int tag, long nanos) {
    entries.add(new Event("preempted", tag, nanos));
  }

  @Override
  public void gap(long gapPicos, int count, long nanos) {
    countByGapPicos.merge(gapPicos, (long) count, Long::sum);
  }

  @Override
  public void gaps(long firstPicos, long growthPicos, int steps, int count) {
    leaps += steps > 1 ? 1 : 0;
    leapSteps += steps;
    for (int j = 0; j < steps; j++) {
      countByGapPicos.merge(firstPicos + j * growthPicos, (long) count, Long::sum);
    }
  }
}
