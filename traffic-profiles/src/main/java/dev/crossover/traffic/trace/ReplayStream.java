package dev.crossover.traffic.trace;

import dev.crossover.engine.request.Arrival;
import dev.crossover.engine.request.ArrivalStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A trace as arrivals. Closes its file at the end; close it when leaving earlier. */
public final class ReplayStream implements ArrivalStream {
  private final Rows rows;
  private final TraceRow row = new TraceRow();
  private final List<String> classNames;
  private final Map<String, Integer> classes = new HashMap<>();
  private final int maxTokens;
  private final long endNanos;
  private long id;
  private long nextNanos;
  private long session = TraceRow.NO_SESSION;

  ReplayStream(Rows rows, List<String> classNames, int maxTokens, long endNanos) {
    this.rows = rows;
    this.classNames = List.copyOf(classNames);
    for (int i = 0; i < classNames.size(); i++) {
      classes.put(classNames.get(i), i);
    }
    this.maxTokens = maxTokens;
    this.endNanos = endNanos;
    follow();
  }

  @Override
  public long nextNanos() {
    return nextNanos;
  }

  @Override
  public boolean next(Arrival into) {
    if (nextNanos == NONE) {
      return false;
    }
    into.id = id++;
    into.nanos = row.nanos;
    into.classIndex = classIndex();
    into.promptTokens = row.promptTokens;
    into.content = row.content;
    into.maxTokens = maxTokens;
    into.outputTokens = maxTokens == 0 ? row.outputTokens : Math.min(row.outputTokens, maxTokens);
    into.model = row.model;
    session = row.session;
    follow();
    return true;
  }

  /** The conversation of the last request handed out, or -1 where the trace knows of none. */
  public long session() {
    return session;
  }

  @Override
  public List<String> classNames() {
    return classNames;
  }

  @Override
  public void close() {
    if (nextNanos != NONE) {
      nextNanos = NONE;
      rows.close();
    }
  }

  /** Rows that name no class are of the first. */
  private int classIndex() {
    String name = row.className;
    if (name == null) {
      return 0;
    }
    Integer index = classes.get(name);
    if (index == null) {
      throw new IllegalStateException("class " + name + " is none of " + classNames);
    }
    return index;
  }

  private void follow() {
    if (rows.next(row) && row.nanos < endNanos) {
      nextNanos = row.nanos;
    } else {
      close();
    }
  }
}
