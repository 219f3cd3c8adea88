package dev.crossover.traffic.trace;

import dev.crossover.engine.request.Arrival;
import dev.crossover.engine.request.ArrivalStream;
import java.util.List;

/** A trace as arrivals. Closes its file at the end; close it when leaving earlier. */
final class ReplayStream implements ArrivalStream {
  private final ReplayRows rows;
  private final TraceRow row = new TraceRow();
  private final List<String> classNames;
  private final int maxTokens;
  private final long endNanos;
  private long id;
  private long nextNanos;

  ReplayStream(ReplayRows rows, String className, int maxTokens, long endNanos) {
    this.rows = rows;
    this.classNames = List.of(className);
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
    into.classIndex = 0;
    into.promptTokens = row.promptTokens;
    into.content = row.content;
    into.maxTokens = maxTokens;
    into.outputTokens = maxTokens == 0 ? row.outputTokens : Math.min(row.outputTokens, maxTokens);
    follow();
    return true;
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

  private void follow() {
    if (rows.next(row) && row.nanos < endNanos) {
      nextNanos = row.nanos;
    } else {
      close();
    }
  }
}
