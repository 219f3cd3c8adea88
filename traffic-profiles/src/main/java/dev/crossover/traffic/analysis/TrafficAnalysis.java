package dev.crossover.traffic.analysis;

import dev.crossover.engine.request.Arrival;
import java.util.ArrayList;
import java.util.List;

/**
 * Adds up arrivals in one pass. Counts and lengths take flat memory; sessions and prefix caches
 * take memory that grows with the different blocks of the prompts.
 */
public final class TrafficAnalysis {
  private static final long MINUTE_NANOS = 60_000_000_000L;
  private static final long HOUR_NANOS = 60 * MINUTE_NANOS;

  private final AnalysisOptions options;
  private final List<CountWindows> windows = new ArrayList<>();
  private final CountWindows minutes = new CountWindows(MINUTE_NANOS);
  private final CountWindows hours = new CountWindows(HOUR_NANOS);
  private final GapMoments gaps = new GapMoments();
  private final LengthSketch prompts = new LengthSketch();
  private final LengthSketch outputs = new LengthSketch();
  private final PairSample pairs = new PairSample();
  private final BlockNumbers numbers;
  private final CacheCurve caches;
  private final SessionChains chains = new SessionChains();
  private long shareable;

  public TrafficAnalysis(AnalysisOptions options) {
    this.options = options;
    options.windowNanos().forEach(width -> windows.add(new CountWindows(width)));
    this.numbers = new BlockNumbers(options.blockTokens());
    List<Long> sizes = options.cacheTokens();
    this.caches =
        new CacheCurve(
            options.blockTokens(), sizes.isEmpty() ? List.of((long) options.blockTokens()) : sizes);
  }

  /** Takes the next arrival, never before the last one. */
  public void add(Arrival arrival) {
    if (arrival.nanos < options.fromNanos()) {
      return;
    }
    long nanos = arrival.nanos - options.fromNanos();
    windows.forEach(counts -> counts.add(nanos));
    minutes.add(nanos);
    hours.add(nanos);
    gaps.add(nanos);
    prompts.add(arrival.promptTokens);
    outputs.add(arrival.outputTokens);
    pairs.add(arrival.promptTokens, arrival.outputTokens);
    if (options.sessions() || !options.cacheTokens().isEmpty()) {
      addContent(arrival);
    }
  }

  private void addContent(Arrival arrival) {
    shareable += arrival.content.size() > 0 ? 1 : 0;
    int count = numbers.number(arrival.content);
    if (!options.cacheTokens().isEmpty()) {
      caches.add(arrival, numbers, count);
    }
    if (options.sessions()) {
      chains.add(arrival, numbers, count);
    }
  }

  /** The sessions found so far, request by request. */
  public SessionChains sessions() {
    return chains;
  }

  /**
   * What it comes to.
   *
   * @param endNanos end of the stretch that was looked at, on the stream's clock
   */
  public TrafficSummary summary(long endNanos) {
    long span = endNanos - options.fromNanos();
    if (span <= 0) {
      throw new IllegalArgumentException("the traffic lasts " + span + " ns");
    }
    List<Dispersion> counts = new ArrayList<>();
    windows.forEach(window -> counts.add(window.finish(span)));
    return new TrafficSummary(
        span,
        counts,
        minutes.finish(span),
        hours.finish(span),
        gaps.cv(),
        gaps.zeroShare(),
        prompts,
        outputs,
        pairs.rankCorrelation(),
        shareable,
        chains.summary(),
        caches.result(numbers));
  }
}
