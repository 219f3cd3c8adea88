package dev.crossover.traffic.trace;

import java.util.Comparator;
import java.util.PriorityQueue;

/** The requests of all clients of a ServeGen pool, in the order of time. */
final class ServeGenRows implements RowSource {
  private final PriorityQueue<Turn> turns =
      new PriorityQueue<>(Comparator.comparingLong(Turn::nanos).thenComparingInt(Turn::place));
  private final long spanNanos;

  /** A client whose next request is at a time. */
  private record Turn(long nanos, int place, ServeGenClient client) {}

  private ServeGenRows(ServeGenPool pool, TraceOpening opening) {
    int place = 0;
    for (ServeGenClient client : pool.clients(opening.streams())) {
      add(client, place++);
    }
    this.spanNanos = pool.endNanos();
  }

  /** Opens a pool; its rows are drawn, from the replication's streams. */
  static RowSource open(TraceOpening opening, TraceLayout layout) {
    return new ServeGenRows(ServeGenPool.read(opening.file(), opening.spec().badRows()), opening);
  }

  @Override
  public boolean next(TraceRow into) {
    Turn turn = turns.poll();
    if (turn == null) {
      return false;
    }
    turn.client().next(into);
    add(turn.client(), turn.place());
    return true;
  }

  /** Requests are drawn and have no line. */
  @Override
  public long line() {
    return 1;
  }

  @Override
  public long originNanos() {
    return 0;
  }

  @Override
  public long spanNanos() {
    return spanNanos;
  }

  @Override
  public void close() {}

  private void add(ServeGenClient client, int place) {
    if (client.nextNanos() != Long.MAX_VALUE) {
      turns.add(new Turn(client.nextNanos(), place, client));
    }
  }
}
