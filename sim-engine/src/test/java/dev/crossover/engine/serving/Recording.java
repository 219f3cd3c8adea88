package dev.crossover.engine.serving;

import dev.crossover.engine.reference.EngineReading;
import dev.crossover.engine.reference.GapCounts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/**
 * All that an engine tells, in a form that does not depend on how gaps are grouped: every other
 * event in its order, and at each reading the multiset of the gaps so far beside the usage.
 */
final class Recording implements EngineListener {
  /** What was told, of which request, when. */
  record Event(String what, int tag, long nanos) {}

  private final List<Record> entries = new ArrayList<>();
  private final Set<Integer> ended = new HashSet<>();
  private final GapCounts gaps = new GapCounts();
  private long leaps;
  private long leapSteps;

  List<Record> entries() {
    return entries;
  }

  SortedMap<Long, Long> countByGapPicos() {
    return gaps.counts();
  }

  /** Leaps over more than one step in which somebody was measured. */
  long leaps() {
    return leaps;
  }

  long leapSteps() {
    return leapSteps;
  }

  /** Events that begin with these words. */
  long count(String what) {
    return entries.stream().filter(e -> e instanceof Event x && x.what().startsWith(what)).count();
  }

  /** Whether the request has left, answered or not. */
  boolean hasEnded(int tag) {
    return ended.contains(tag);
  }

  /** Reads the engine as it is at an instant. */
  void read(ServingEngine engine, long nanos) {
    entries.add(EngineReading.of(engine, nanos, gaps));
    if (nanos % 2 == 1) {
      engine.restartPeak(nanos);
    }
  }

  @Override
  public void scheduled(int tag, int cachedTokens, long nanos) {
    String found = cachedTokens == 0 ? "" : ", " + cachedTokens + " tokens cached";
    entries.add(new Event("scheduled" + found, tag, nanos));
  }

  @Override
  public void firstToken(int tag, long nanos) {
    entries.add(new Event("firstToken", tag, nanos));
  }

  @Override
  public void finished(int tag, FinishReason reason, long nanos) {
    String how = reason == FinishReason.LENGTH ? "" : " by " + reason.key();
    entries.add(new Event("finished" + how, tag, nanos));
    ended.add(tag);
  }

  @Override
  public void preempted(int tag, long nanos) {
    entries.add(new Event("preempted", tag, nanos));
  }

  @Override
  public void gap(long gapPicos, int count, long nanos) {
    gaps.add(gapPicos, count);
  }

  @Override
  public void gaps(long firstPicos, long growthPicos, int steps, int count) {
    leaps += steps > 1 ? 1 : 0;
    leapSteps += steps;
    gaps.addLine(firstPicos, growthPicos, steps, count);
  }
}
