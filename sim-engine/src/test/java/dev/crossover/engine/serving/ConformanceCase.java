package dev.crossover.engine.serving;

import java.util.List;
import java.util.Map;

/**
 * What the real vLLM scheduler did on a case: a behavioural case, told in full, or a long trace,
 * told briefly.
 *
 * @param abortsBeforeStep names of the requests aborted before a schedule call
 * @param freeBlocks at the end
 * @param freeBlockOrder head of the free list at the end, or all of it, or empty where it is not
 *     told
 */
record ConformanceCase(
    String id,
    EngineArgs args,
    List<StepwiseRun.Request> requests,
    Map<Long, List<String>> abortsBeforeStep,
    boolean brief,
    List<StepLog.Row> steps,
    int preemptions,
    int freeBlocks,
    List<Integer> freeBlockOrder) {
  @Override
  public String toString() {
    return id;
  }
}
