package dev.crossover.experiments.transcript;

import dev.crossover.engine.serving.FinishReason;
import dev.crossover.engine.serving.ScheduleView;
import dev.crossover.engine.serving.StepObserver;
import dev.crossover.experiments.transcript.Row.Counted;
import dev.crossover.experiments.transcript.Row.Ended;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.LongConsumer;

/** Writes down every schedule call of an engine, on the clock of the recordings. */
final class RowLog implements StepObserver {
  private final List<String> ids;
  private final LongConsumer ended;
  private final List<Row> rows = new ArrayList<>();
  private final List<Row> rowOfCall = new ArrayList<>();
  private final List<Counted> scheduled = new ArrayList<>();
  private final List<Counted> drafts = new ArrayList<>();
  private final List<Counted> admitted = new ArrayList<>();
  private final List<String> preempted = new ArrayList<>();
  private final List<String> aborted = new ArrayList<>();
  private final BitSet over = new BitSet();
  private long nextStep;

  /**
   * @param ids of the requests, by tag
   * @param ended hears the number of the next step after each call
   */
  RowLog(List<String> ids, LongConsumer ended) {
    this.ids = ids;
    this.ended = ended;
  }

  List<Row> rows() {
    return rows;
  }

  /** Number of the next schedule call. */
  long nextStep() {
    return nextStep;
  }

  /** Whether a request has finished or has been aborted. */
  boolean hasEnded(int tag) {
    return over.get(tag);
  }

  /** The engine was empty until then: calls without work are not counted. */
  void skipTo(long step) {
    nextStep = step;
  }

  /** One more call in which nothing could happen; vLLM spins where the engine here is idle. */
  void repeat() {
    rows.add(rows.get(rows.size() - 1).again());
    nextStep++;
  }

  @Override
  public void scheduled(int tag, int tokens, int draftTokens) {
    scheduled.add(new Counted(ids.get(tag), tokens));
    if (draftTokens > 0) {
      drafts.add(new Counted(ids.get(tag), draftTokens));
    }
  }

  @Override
  public void preempted(int tag) {
    String id = ids.get(tag);
    scheduled.removeIf(portion -> portion.id().equals(id));
    drafts.removeIf(portion -> portion.id().equals(id));
    preempted.add(id);
  }

  @Override
  public void admitted(int tag, int cachedTokens) {
    admitted.add(new Counted(ids.get(tag), cachedTokens));
  }

  @Override
  public void scheduleEnded(long step, ScheduleView view) {
    if (step != rowOfCall.size()) {
      throw new IllegalStateException("call " + step + " follows " + rowOfCall.size() + " others");
    }
    Row row =
        new Row(
            nextStep,
            List.copyOf(scheduled),
            running(view),
            waiting(view),
            view.waiting(),
            view.freeBlocks(),
            List.copyOf(preempted),
            List.copyOf(admitted),
            List.copyOf(drafts),
            List.copyOf(aborted),
            new ArrayList<>(),
            new ArrayList<>());
    rows.add(row);
    rowOfCall.add(row);
    List.of(scheduled, preempted, admitted, drafts, aborted).forEach(List::clear);
    nextStep++;
    ended.accept(nextStep);
  }

  @Override
  public void accepted(long step, int tag, int count) {
    rowOfCall.get((int) step).accepted().add(new Counted(ids.get(tag), count));
  }

  @Override
  public void finished(long step, int tag, FinishReason reason) {
    over.set(tag);
    rowOfCall.get((int) step).finished().add(new Ended(ids.get(tag), reason));
  }

  @Override
  public void aborted(long step, int tag) {
    over.set(tag);
    aborted.add(ids.get(tag));
  }

  private List<String> running(ScheduleView view) {
    List<String> running = new ArrayList<>();
    for (int i = 0; i < view.running(); i++) {
      running.add(ids.get(view.runningTag(i)));
    }
    return running;
  }

  private List<String> waiting(ScheduleView view) {
    List<String> waiting = new ArrayList<>();
    for (int i = 0; i < view.waiting() - view.setAside(); i++) {
      waiting.add(ids.get(view.waitingTag(i)));
    }
    return waiting;
  }
}
