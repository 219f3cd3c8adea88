package dev.crossover.traffic.session;

import dev.crossover.engine.request.Arrival;
import dev.crossover.engine.request.ArrivalStream;
import dev.crossover.engine.request.Fate;
import java.util.List;

/** The traffic of a profile with one class. */
public final class SoleStream implements ArrivalStream {
  private final ClassStream only;
  private final List<String> names;

  /** One class, or the classes that a trace names itself. */
  public SoleStream(ClassStream only, List<String> names) {
    this.only = only;
    this.names = List.copyOf(names);
  }

  @Override
  public long nextNanos() {
    return only.nextNanos();
  }

  @Override
  public boolean next(Arrival into) {
    if (only.nextNanos() == NONE) {
      return false;
    }
    only.next(into);
    return true;
  }

  @Override
  public List<String> classNames() {
    return names;
  }

  @Override
  public boolean awaitsCompletions() {
    return only.awaitsCompletions();
  }

  @Override
  public void completed(long id, long nanos, Fate fate, int outputTokens) {
    only.completed(id, nanos, fate, outputTokens);
  }

  @Override
  public void close() {
    only.close();
  }
}
