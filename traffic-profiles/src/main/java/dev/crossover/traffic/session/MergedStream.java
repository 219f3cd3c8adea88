package dev.crossover.traffic.session;

import dev.crossover.engine.request.Arrival;
import dev.crossover.engine.request.ArrivalStream;
import dev.crossover.engine.request.Fate;
import java.util.Arrays;
import java.util.List;

/**
 * The traffic of several classes by time, at equal times by class. A tournament tree finds the next
 * class: one that changes is played up to the root again, two comparisons for four classes.
 */
public final class MergedStream implements ArrivalStream {
  private final ClassStream[] classes;
  private final List<String> names;
  private final boolean awaits;

  /** By class, {@link #NONE} beyond the last one. */
  private final long[] nanos;

  /** By node, the class that wins below it; node 1 is the root, the leaves come last. */
  private final int[] winners;

  private final int leaves;

  /** Classes and their names in the order of their indices. */
  public MergedStream(List<ClassStream> classes, List<String> names) {
    this.classes = classes.toArray(new ClassStream[0]);
    this.names = List.copyOf(names);
    this.awaits = classes.stream().anyMatch(ClassStream::awaitsCompletions);
    this.leaves = Math.max(2, Integer.highestOneBit(2 * this.classes.length - 1));
    this.nanos = new long[leaves];
    this.winners = new int[2 * leaves];
    Arrays.fill(nanos, NONE);
    for (int i = 0; i < leaves; i++) {
      winners[leaves + i] = i;
    }
    for (int i = 0; i < this.classes.length; i++) {
      nanos[i] = this.classes[i].nextNanos();
    }
    for (int node = leaves - 1; node > 0; node--) {
      play(node);
    }
  }

  @Override
  public long nextNanos() {
    return nanos[winners[1]];
  }

  @Override
  public boolean next(Arrival into) {
    int first = winners[1];
    if (nanos[first] == NONE) {
      return false;
    }
    classes[first].next(into);
    refresh(first);
    return true;
  }

  @Override
  public List<String> classNames() {
    return names;
  }

  @Override
  public boolean awaitsCompletions() {
    return awaits;
  }

  @Override
  public void completed(long id, long nanos, Fate fate, int outputTokens) {
    int index = RequestIds.classIndex(id);
    if (classes[index].awaitsCompletions()) {
      classes[index].completed(id, nanos, fate, outputTokens);
      refresh(index);
    }
  }

  @Override
  public void close() {
    for (ClassStream one : classes) {
      one.close();
    }
  }

  private void refresh(int index) {
    nanos[index] = classes[index].nextNanos();
    for (int node = (leaves + index) >> 1; node > 0; node >>= 1) {
      play(node);
    }
  }

  private void play(int node) {
    int left = winners[2 * node];
    int right = winners[2 * node + 1];
    winners[node] = nanos[right] < nanos[left] ? right : left;
  }
}
