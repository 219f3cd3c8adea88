package dev.crossover.engine.serving;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A {@link StepLog} that reads the free list after every call. */
final class CallLog {
  /** The free blocks after a call, the next to be taken first. */
  record FreeBlocks(long nextCall, List<Integer> order) {}

  private final StepLog log;
  private final List<FreeBlocks> free = new ArrayList<>();
  private @Nullable ServingEngine engine;

  CallLog(int requests) {
    List<String> names = IntStream.range(0, requests).mapToObj(Integer::toString).toList();
    log = new StepLog(names, this::readFreeBlocks);
  }

  StepObserver observer() {
    return log;
  }

  /** The engine whose observer this is. */
  void read(ServingEngine itsEngine) {
    engine = itsEngine;
  }

  /** Of each call its row, then its free list. */
  List<Record> entries() {
    List<Record> entries = new ArrayList<>();
    for (int i = 0; i < free.size(); i++) {
      entries.add(log.rows().get(i));
      entries.add(free.get(i));
    }
    return entries;
  }

  private void readFreeBlocks(long nextCall) {
    if (engine != null) {
      List<Integer> order = Arrays.stream(engine.freeBlockOrder()).boxed().toList();
      free.add(new FreeBlocks(nextCall, order));
    }
  }
}
