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
  private final StrategyTally tally;
  private final ArrayDeque<WindowBook> open = new ArrayDeque<>();
  private final ArrayDeque<WindowBook> spare = new ArrayDeque<>();
  private WindowBook[] ring = new WindowBook[8];
  private int firstOpen;
  private int nextWindow;
  private LatencyHistogram gaps;
  private long openRequests;

  /**
   * @param routes number of routing rules, for counting which one applied
   */
  public Recorder(MeasurementPlan plan, int routes, LiveRequests requests, RequestLog log) {
    this.plan = plan;
    this.requests = requests;
    this.log = log;
    this.tally = new StrategyTally(routes);
    this.gaps = tally.latencies.of(LatencyMetric.ITL);
  }

  /** The measured requests that have not ended. */
  public long openRequests() {
    return openRequests;
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
      bookLatencies(row, nanos, book.latencies);
      tally.tokens.prompt += requests.promptTokens[row];
      tally.tokens.cachedPrompt += requests.cachedTokens[row];
      tally.tokens.output += requests.outputTokens[row];
      book.outputTokens += requests.outputTokens[row];
      ended(row, book, Fate.COMPLETED, null, nanos);
    }
    requests.release(row);
  }

  /** The request ended without an answer; its row is released. */
  public void refused(int row, Reason reason, long nanos) {
    if (requests.isMeasured(row)) {
      ended(row, get(requests.window[row]), reason.fate(), reason, nanos);
    }
    requests.release(row);
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
      if (requests.isLive(row) && requests.isMeasured(row)) {
        WindowBook book = get(requests.window[row]);
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

  private void bookLatencies(int row, long nanos, LatencyBook latencies) {
    long e2e = nanos - requests.arrivalNanos[row];
    long ttft = requests.firstTokenNanos[row] - requests.arrivalNanos[row];
    int output = requests.outputTokens[row];
    latencies.of(LatencyMetric.TTFT).recordNanos(ttft);
    latencies.of(LatencyMetric.E2E).recordNanos(e2e);
    long tpot = 0;
    if (output > 1) {
      tpot = (e2e - ttft) / (output - 1);
      latencies.of(LatencyMetric.TPOT).recordMeanOf(e2e - ttft, output - 1, 1);
    }
    if (requests.scheduledNanos[row] != LiveRequests.NEVER) {
      latencies
          .of(LatencyMetric.QUEUE)
          .recordNanos(requests.scheduledNanos[row] - requests.enqueuedNanos[row]);
    }
    if (plan.bounds().keeps(ttft, tpot, e2e)) {
      tally.withinBounds++;
    }
  }

  private void ended(int row, WindowBook book, Fate fate, @Nullable Reason reason, long nanos) {
    if (reason == null) {
      book.counts.end(fate);
    } else {
      book.counts.end(reason);
    }
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
