package dev.crossover.engine.serving;

import java.util.ArrayList;
import java.util.List;

/** Writes down every schedule call, numbered as the conformance cases number them. */
final class StepLog implements StepObserver {
  /** A request and the tokens it was given. */
  record Portion(String name, int tokens) {}

  /** One schedule call and the requests its output finished. */
  record Row(
      long k,
      List<Portion> scheduled,
      int running,
      int waiting,
      int free,
      List<String> preempted,
      List<String> admitted,
      List<String> finished) {}

  private final List<String> names;
  private final List<Row> rows = new ArrayList<>();
  private List<Portion> scheduled = new ArrayList<>();
  private List<String> preempted = new ArrayList<>();
  private List<String> admitted = new ArrayList<>();
  private long idleCalls;

  /**
   * @param names of the requests, by tag
   */
  StepLog(List<String> names) {
    this.names = names;
  }

  List<Row> rows() {
    return rows;
  }

  /** Number of the next schedule call. */
  long nextCall() {
    return rows.size() + idleCalls;
  }

  /** Numbers go on from {@code call}: the engine was empty until then. */
  void skipTo(long call) {
    idleCalls = call - rows.size();
  }

  @Override
  public void scheduled(int tag, int tokens, int drafts) {
    scheduled.add(new Portion(names.get(tag), tokens));
  }

  @Override
  public void preempted(int tag) {
    preempted.add(names.get(tag));
  }

  @Override
  public void admitted(int tag, int cachedTokens) {
    admitted.add(names.get(tag));
  }

  @Override
  public void scheduleEnded(long step, ScheduleView view) {
    if (step != rows.size()) {
      throw new AssertionError("schedule call " + step + " follows " + rows.size() + " others");
    }
    rows.add(
        new Row(
            step + idleCalls,
            scheduled,
            view.running(),
            view.waiting(),
            view.freeBlocks(),
            preempted,
            admitted,
            new ArrayList<>()));
    scheduled = new ArrayList<>();
    preempted = new ArrayList<>();
    admitted = new ArrayList<>();
  }

  @Override
  public void finished(long step, int tag, FinishReason reason) {
    rows.get(rows.size() - 1).finished().add(names.get(tag));
  }
}
