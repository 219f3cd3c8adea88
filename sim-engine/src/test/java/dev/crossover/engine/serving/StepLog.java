package dev.crossover.engine.serving;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** Writes down every schedule call, numbered as the conformance cases number them. */
final class StepLog implements StepObserver {
  /** A request and a number of tokens. */
  record Tokens(String name, int tokens) {}

  /** A request and why it ended. */
  record End(String name, String reason) {}

  /** One schedule call and what its output brought; queues as they are after the call. */
  record Row(
      long k,
      List<Tokens> scheduled,
      List<Tokens> drafts,
      int running,
      int waiting,
      int free,
      List<String> preempted,
      List<Tokens> admitted,
      List<String> aborted,
      List<Tokens> accepted,
      List<End> finished,
      List<String> runningOrder,
      List<String> waitingOrder) {
    /** Without what the long traces do not tell. */
    Row brief() {
      List<End> ends = finished.stream().map(end -> new End(end.name(), "")).toList();
      return new Row(
          k, scheduled, List.of(), running, waiting, free, preempted, admitted, List.of(), accepted,
          ends, List.of(), List.of());
    }

    /** The call after one that came to nothing: it comes to the same. */
    Row again() {
      return new Row(
          k + 1,
          List.of(),
          List.of(),
          running,
          waiting,
          free,
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          runningOrder,
          waitingOrder);
    }
  }

  /** Hears that a call is written down. */
  interface CallEnded {
    void before(long nextCall);
  }

  private final List<String> names;
  private final CallEnded callEnded;
  private final List<Row> rows = new ArrayList<>();
  private final List<Row> rowsByCall = new ArrayList<>();
  private final List<Tokens> scheduled = new ArrayList<>();
  private final List<Tokens> drafts = new ArrayList<>();
  private final List<String> preempted = new ArrayList<>();
  private final List<Tokens> admitted = new ArrayList<>();
  private final List<String> aborted = new ArrayList<>();
  private long skipped;

  /**
   * @param names of the requests, by tag
   */
  StepLog(List<String> names, CallEnded callEnded) {
    this.names = names;
    this.callEnded = callEnded;
  }

  List<Row> rows() {
    return rows;
  }

  /** Number of the next schedule call. */
  long nextCall() {
    return rows.size() + skipped;
  }

  /** Numbers go on from {@code call}: the engine was empty until then. */
  void skipTo(long call) {
    skipped = call - rows.size();
  }

  /** The last call came to nothing, as do all to come; one more of them is written down. */
  void repeatLast() {
    rows.add(rows.get(rows.size() - 1).again());
  }

  @Override
  public void scheduled(int tag, int tokens, int draftTokens) {
    scheduled.add(new Tokens(names.get(tag), tokens));
    if (draftTokens > 0) {
      drafts.add(new Tokens(names.get(tag), draftTokens));
    }
  }

  @Override
  public void preempted(int tag) {
    String name = names.get(tag);
    preempted.add(name);
    scheduled.removeIf(tokens -> tokens.name().equals(name));
    drafts.removeIf(tokens -> tokens.name().equals(name));
  }

  @Override
  public void admitted(int tag, int cachedTokens) {
    admitted.add(new Tokens(names.get(tag), cachedTokens));
  }

  @Override
  public void aborted(long step, int tag) {
    aborted.add(names.get(tag));
  }

  @Override
  public void scheduleEnded(long step, ScheduleView view) {
    if (step != rowsByCall.size()) {
      throw new AssertionError(
          "schedule call " + step + " follows " + rowsByCall.size() + " others");
    }
    Row row =
        new Row(
            nextCall(),
            List.copyOf(scheduled),
            List.copyOf(drafts),
            view.running(),
            view.waiting(),
            view.freeBlocks(),
            List.copyOf(preempted),
            List.copyOf(admitted),
            List.copyOf(aborted),
            new ArrayList<>(),
            new ArrayList<>(),
            names(view.running(), view::runningTag),
            names(view.waiting() - view.setAside(), view::waitingTag));
    rows.add(row);
    rowsByCall.add(row);
    List.of(scheduled, drafts, preempted, admitted, aborted).forEach(List::clear);
    callEnded.before(nextCall());
  }

  @Override
  public void accepted(long step, int tag, int acceptedDrafts) {
    rowsByCall.get((int) step).accepted().add(new Tokens(names.get(tag), acceptedDrafts));
  }

  @Override
  public void finished(long step, int tag, FinishReason reason) {
    rowsByCall.get((int) step).finished().add(new End(names.get(tag), reason.key()));
  }

  private List<String> names(int count, IntUnaryOperator tagAt) {
    List<String> found = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      found.add(names.get(tagAt.applyAsInt(i)));
    }
    return found;
  }
}
