package dev.crossover.engine.metering;

import dev.crossover.engine.request.Backend;
import dev.crossover.engine.request.Fate;
import dev.crossover.engine.request.LiveRequests;
import dev.crossover.engine.request.Reason;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Books every measured request of one run into its window, and closed windows into the tally. The
 * caller reports arrivals, ends, token gaps and the passing of each window, in simulated order.
 */
public final class Recorder {
  private final MeasurementPlan plan;
  private final LiveRequests requests;
  private final RequestLog log;
  private final EndListener ends;
  private final StrategyTally tally;
  private final RowFigures figures;
  private final ClassBooks classes;
  private final ArrayDeque<WindowBook> open = new ArrayDeque<>();
  private final ArrayDeque<WindowBook> spare = new ArrayDeque<>();
  private WindowBook[] ring = new WindowBook[8];
  private int firstOpen;
  private int nextWindow;
  private LatencyHistogram gaps;
  private long openRequests;
  private long leavingRequests;

  /**
   * @param routes number of routing rules, for counting which one applied
   * @param log hears of each measured request
   * @param ends hears of each request
   */
  public Recorder(
      MeasurementPlan plan, int routes, LiveRequests requests, RequestLog log, EndListener ends) {
    this.plan = plan;
    this.requests = requests;
    this.log = log;
    this.ends = ends;
    this.tally = new StrategyTally(routes, plan.classBounds().size());
    this.figures = new RowFigures(requests);
    this.classes = new ClassBooks(tally.classes, plan.classBounds(), requests);
    this.gaps = tally.latencies.of(LatencyMetric.ITL);
  }

  /** The measured requests that have not ended, or have yet to leave the engine they were in. */
  public long openRequests() {
    return openRequests + leavingRequests;
  }

  /** A window begins at this instant; the first one ends the warm-up. */
  public void beginWindow() {
    WindowBook book = spare.isEmpty() ? new WindowBook() : spare.pop();
    open.addLast(book);
    put(nextWindow++, book);
    gaps = book.latencies.of(LatencyMetric.ITL);
  }

  /** The window begun last is over. */
  public void endWindow(FleetReading fleet) {
    WindowBook book = open.getLast();
    book.fleet = fleet;
    book.past = true;
    gaps = tally.latencies.of(LatencyMetric.ITL);
    closeWhatCan();
  }

  public void arrived(int row) {
    int window = requests.window[row];
    if (window < 0) {
      return;
    }
    WindowBook book = get(window);
    book.counts.arrive();
    classes.arrived(row);
    book.open++;
    openRequests++;
  }

  /** A rule sent the request to a backend; {@code rule} is -1 where none matched. */
  public void routed(int row, Backend backend, int rule) {
    requests.backend[row] = (byte) backend.ordinal();
    if (requests.isMeasured(row)) {
      tally.routed[backend.ordinal()]++;
      if (rule >= 0) {
        tally.byRule[rule]++;
      }
    }
  }

  /** The request's last token reached the client at {@code nanos}; its row is released. */
  public void completed(int row, long nanos) {
    if (requests.isMeasured(row)) {
      WindowBook book = get(requests.window[row]);
      figures.bookLatencies(row, nanos, book.latencies);
      figures.bookTokens(row, tally.tokens);
      book.outputTokens += requests.outputTokens[row];
      book.counts.end(Fate.COMPLETED);
      classes.completed(row, nanos);
      judge(row, nanos);
      ended(row, book, Fate.COMPLETED, null, nanos);
    }
    release(row, Fate.COMPLETED, requests.outputTokens[row], nanos);
  }

  /**
   * A cache answered the request, all at once at {@code nanos}, without a token of any model; its
   * row is released. Its client sees a time to first token and an end, but no time per token.
   */
  public void answeredByCache(int row, long nanos) {
    requests.firstTokenNanos[row] = nanos;
    if (requests.isMeasured(row)) {
      WindowBook book = get(requests.window[row]);
      figures.bookClientTimes(row, nanos, book.latencies);
      book.counts.endByCache();
      classes.answeredByCache(row, nanos);
      judge(row, nanos);
      ended(row, book, Fate.COMPLETED, null, nanos);
    }
    release(row, Fate.COMPLETED, requests.outputTokens[row], nanos);
  }

  /** The request ended without an answer; its row is released. */
  public void refused(int row, Reason reason, long nanos) {
    bookRefusal(row, reason, nanos);
    release(row, reason.fate(), 0, nanos);
  }

  /** The request stays at the gateway: no backend is to serve it. */
  public void keptBack(int row) {
    tally.unrouted += requests.isMeasured(row) ? 1 : 0;
  }

  /**
   * The client of a request gave up while an engine had it. The request has ended; its row stays
   * until the engine says what it had produced, by {@link #letGo}.
   */
  public void abandoned(int row, long nanos) {
    Reason reason = requests.giveUpReason[row];
    requests.leaving[row] = true;
    leavingRequests += requests.isMeasured(row) ? 1 : 0;
    bookRefusal(row, reason, nanos);
    ends.ended(row, reason.fate(), 0, nanos);
  }

  /** An engine let an abandoned request go, for which it had made so many tokens. */
  public void letGo(int row, int outputTokens) {
    leavingRequests -= requests.isMeasured(row) ? 1 : 0;
    wasted(row, outputTokens);
    requests.release(row);
  }

  /** An engine completed an abandoned request before it could let it go. */
  public void completedInVain(int row) {
    letGo(row, requests.outputTokens[row]);
  }

  /** Output tokens were produced for a request that does not get them. */
  public void wasted(int row, int outputTokens) {
    if (requests.isMeasured(row)) {
      tally.tokens.wasted += outputTokens;
      classes.wasted(row, outputTokens);
    }
  }

  /** {@code count} gaps of one length. */
  public void gap(long gapPicos, int count) {
    gaps.recordPicos(gapPicos, count);
  }

  /** {@code count} gaps of one length that last so long together. */
  public void equalGaps(long nanos, int count) {
    gaps.recordMeanOf(nanos, count, count);
  }

  /** {@code count} gaps for each of {@code steps} steps of growing length. */
  public void gaps(long firstPicos, long growthPicos, int steps, int count) {
    gaps.recordLine(firstPicos, growthPicos, steps, count);
  }

  /** Counts what is still open as unfinished and hands over the tally. */
  public StrategyTally closeBooks() {
    for (int row = 0; row < requests.rows(); row++) {
      if (requests.isLive(row) && requests.isMeasured(row) && !requests.leaving[row]) {
        WindowBook book = get(requests.window[row]);
        book.counts.end(Fate.UNFINISHED);
        classes.unfinished(row);
        ended(row, book, Fate.UNFINISHED, null, plan.endNanos());
        requests.release(row);
      }
    }
    closeWhatCan();
    if (!open.isEmpty() || !tally.counts.isConserved()) {
      throw new IllegalStateException(
          "%s windows open, %s arrived".formatted(open.size(), tally.counts.arrived()));
    }
    return tally;
  }

  public StrategyTally tally() {
    return tally;
  }

  private void bookRefusal(int row, Reason reason, long nanos) {
    if (requests.isMeasured(row)) {
      WindowBook book = get(requests.window[row]);
      book.counts.end(reason);
      classes.refused(row, reason);
      ended(row, book, reason.fate(), reason, nanos);
    }
  }

  private void judge(int row, long nanos) {
    if (figures.keeps(plan.bounds(), row, nanos)) {
      tally.withinBounds++;
    }
  }

  private void release(int row, Fate fate, int answerTokens, long nanos) {
    ends.ended(row, fate, answerTokens, nanos);
    requests.release(row);
  }

  /** One more of a window's requests has ended, and is counted. */
  private void ended(int row, WindowBook book, Fate fate, @Nullable Reason reason, long nanos) {
    book.open--;
    openRequests--;
    log.ended(requests, row, fate, reason, nanos);
    if (book.open == 0 && book.past) {
      closeWhatCan();
    }
  }

  /** Windows close in order: one is kept open while an earlier one is. */
  private void closeWhatCan() {
    while (!open.isEmpty() && open.getFirst().past && open.getFirst().open == 0) {
      WindowBook book = open.removeFirst();
      tally.close(book.close(plan, firstOpen, new FateCounts()), book.latencies);
      firstOpen++;
      book.clear();
      spare.push(book);
    }
  }

  private WindowBook get(int window) {
    return ring[window & (ring.length - 1)];
  }

  private void put(int window, WindowBook book) {
    while (open.size() > ring.length) {
      WindowBook[] larger = new WindowBook[2 * ring.length];
      for (int w = firstOpen; w < window; w++) {
        larger[w & (larger.length - 1)] = get(w);
      }
      ring = larger;
    }
    ring[window & (ring.length - 1)] = book;
  }
}
