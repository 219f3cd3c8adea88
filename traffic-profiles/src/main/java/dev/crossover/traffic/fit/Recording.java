package dev.crossover.traffic.fit;

import dev.crossover.engine.request.ArrivalStream;
import dev.crossover.traffic.analysis.AnalysisOptions;
import dev.crossover.traffic.analysis.LengthSketch;
import dev.crossover.traffic.analysis.Playback;
import dev.crossover.traffic.analysis.SessionChains;
import dev.crossover.traffic.analysis.TrafficAnalysis;
import dev.crossover.traffic.analysis.TrafficSummary;
import dev.crossover.traffic.content.PrefixSpec;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a fit reads off a recording.
 *
 * @param summary of all of it
 * @param season its hours
 * @param prefix beginnings that sessions share, or null
 * @param prompts prompts without them, of all requests
 * @param sessions its sessions
 */
record Recording(
    TrafficSummary summary,
    SeasonFit season,
    @Nullable PrefixSpec prefix,
    LengthSketch prompts,
    FittedSessions sessions) {
  /** A clock ticks where more than this share of the arrivals come with the one before. */
  private static final double TICKING = 0.5;

  private static final long MICRO = 1_000;

  /** Reads a recording twice: its clock, then the rest. */
  static Recording of(Supplier<ArrivalStream> trace, FitOptions options, List<Long> widths) {
    long tick = tickNanos(trace.get());
    ArrivalStream stream = tick == 0 ? trace.get() : new TickSpread(trace.get(), tick);
    TrafficAnalysis analysis =
        new TrafficAnalysis(AnalysisOptions.of(options.blockTokens()).windows(widths));
    SeasonFit season = new SeasonFit(options.start());
    long[] last = new long[1];
    Playback.play(
        stream,
        0,
        Long.MAX_VALUE,
        arrival -> {
          analysis.add(arrival);
          season.add(arrival.nanos);
          last[0] = arrival.nanos;
        });
    TrafficSummary summary = analysis.summary(last[0] + 1);
    PrefixFit prefixes = new PrefixFit(analysis.sessions(), options.blockTokens());
    SessionChains chains = analysis.sessions();
    LengthSketch prompts = chains.size() == 0 ? summary.prompts() : ownPrompts(chains, prefixes);
    FittedSessions sessions = new SessionFit(chains, prefixes, summary.spanNanos()).sessions();
    return new Recording(summary, season, prefixes.prefix(), prompts, sessions);
  }

  private static LengthSketch ownPrompts(SessionChains chains, PrefixFit prefixes) {
    LengthSketch prompts = new LengthSketch();
    for (int request = 0; request < chains.size(); request++) {
      prompts.add(prefixes.ownTokens(request));
    }
    return prompts;
  }

  /**
   * The usual gap between arrivals that do not come together, or 0 where the clock is a good one.
   */
  private static long tickNanos(ArrivalStream stream) {
    LengthSketch micros = new LengthSketch();
    long[] seen = {-1, 0, 0};
    Playback.play(
        stream,
        0,
        Long.MAX_VALUE,
        arrival -> {
          if (seen[0] >= 0) {
            long gap = Math.min((arrival.nanos - seen[0]) / MICRO, Integer.MAX_VALUE);
            seen[1]++;
            seen[2] += gap == 0 ? 1 : 0;
            if (gap > 0) {
              micros.add((int) gap);
            }
          }
          seen[0] = arrival.nanos;
        });
    return seen[2] > TICKING * seen[1] ? micros.quantile(TICKING) * MICRO : 0;
  }
}
