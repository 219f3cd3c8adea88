package dev.crossover.traffic.fit;

import dev.crossover.engine.request.ArrivalStream;
import dev.crossover.traffic.analysis.AnalysisOptions;
import dev.crossover.traffic.analysis.LengthSketch;
import dev.crossover.traffic.analysis.PrefixReuse;
import dev.crossover.traffic.analysis.TrafficSummary;
import dev.crossover.traffic.arrival.ArrivalSpec;
import dev.crossover.traffic.arrival.SeasonalitySpec;
import dev.crossover.traffic.profile.ProfileSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Fits a profile to recorded traffic: rate and hours, gaps and factors on the rate by the index of
 * dispersion, lengths by quantiles, sessions and shared prefixes by the blocks of the prompts. What
 * a formula cannot tell is corrected by traffic that is generated from the profile and looked at as
 * the recording was.
 */
public final class TraceFit {
  private static final long SECOND = 1_000_000_000L;
  private static final List<Long> WIDTHS =
      List.of(
          SECOND, 3 * SECOND, 10 * SECOND, 30 * SECOND, 60 * SECOND, 120 * SECOND, 300 * SECOND);
  private static final List<Double> WEIGHTS = List.of(1.0, 0.3, 1.0, 0.3, 1.0, 0.3, 0.8);

  /** A width counts where the recording holds so many windows of it. */
  private static final int FEWEST_WINDOWS = 5;

  private static final long FEWEST_REQUESTS = 100;

  /** What one look at generated arrivals may cost, in requests that stand alone. */
  private static final double LOOK = 3_000_000;

  /** Those of a session cost as much as so many others. */
  private static final double SESSION_COST = 6;

  /** What one look at sessions and caches may cost, in blocks of prompts. */
  private static final double CONTENT_LOOK = 12_000_000;

  private static final int MOST_REPLICATIONS = 200;
  private static final int MOST_CONTENT_REPLICATIONS = 25;
  private static final int FEWEST_REPLICATIONS = 3;
  private static final int CORRECTIONS = 3;
  private static final double MOST_CORRECTION = 1.5;
  private static final double MOST_CONVERSATIONS = 0.95;
  private static final long LARGEST_CACHE = 8_000_000;
  private static final long SEED = 1;
  private static final long QUALITY_SEED = 2;

  private final FitOptions options;
  private final Recording recording;
  private final TrafficSummary recorded;
  private final List<Long> widths;
  private final Rehearsal rehearsal;
  private final int replications;
  private final int contentReplications;

  private TraceFit(FitOptions options, Recording recording) {
    this.options = options;
    this.recording = recording;
    TrafficSummary all = recording.summary();
    this.widths =
        WIDTHS.stream().filter(width -> all.spanNanos() / width >= FEWEST_WINDOWS).toList();
    this.recorded = all.in(widths);
    this.rehearsal = new Rehearsal(recorded.spanNanos(), widths, SEED);
    double cost = recorded.requests() * (recording.sessions().any() ? SESSION_COST : 1);
    this.replications = held(LOOK / cost, MOST_REPLICATIONS);
    double content =
        recorded.shareable() > 0
            ? recorded.prompts().tokens() / options.blockTokens() + recorded.requests()
            : recorded.requests();
    this.contentReplications = held(CONTENT_LOOK / content, MOST_CONTENT_REPLICATIONS);
  }

  private static int held(double replications, int most) {
    return (int) Math.min(Math.max(replications, FEWEST_REPLICATIONS), most);
  }

  /**
   * Fits a profile.
   *
   * @param trace opens the recording anew at each call
   * @throws IllegalArgumentException when the recording is too short to tell anything
   */
  public static FittedProfile of(Supplier<ArrivalStream> trace, FitOptions options) {
    return new TraceFit(options, Recording.of(trace, options, WIDTHS)).fit();
  }

  private FittedProfile fit() {
    if (recorded.requests() < FEWEST_REQUESTS || widths.isEmpty()) {
      throw new IllegalArgumentException(
          "the recording holds "
              + recorded.requests()
              + " requests in "
              + recorded.spanNanos() / 1e9
              + " s, too few to fit a profile to. Maybe a longer part of it");
    }
    FittedTraffic found = start();
    if (found.sessions().any()) {
      for (int i = 0; i < CORRECTIONS; i++) {
        found = corrected(found);
      }
    }
    found = found.withBursts(bursts(found));
    FitQuality quality = quality(found);
    ProfileSpec spec = found.spec();
    return new FittedProfile(spec, ProfileText.of(spec, comment(quality)), recorded, quality);
  }

  private FittedTraffic start() {
    long span = recorded.spanNanos();
    SeasonalitySpec season = recording.season().season(span);
    FittedSessions sessions = recording.sessions();
    double perSecond = recorded.perSecond();
    if (sessions.any()) {
      double turns = 1 + sessions.conversations() * (sessions.meanTurns() - 1);
      perSecond = recorded.sessions().sessions() / (span / 1e9) * turns;
    }
    return new FittedTraffic(
        options,
        perSecond,
        season == null ? null : options.start(),
        season,
        new Bursts(ArrivalSpec.POISSON, List.of()),
        recording.prefix(),
        recording.prompts(),
        recorded.outputs(),
        recorded.rankCorrelation(),
        sessions);
  }

  /**
   * Sessions that end after the recording, context that grows, and what a cache still holds of it,
   * all depend on one another: volume, prompts and hits are set by what is generated.
   */
  private FittedTraffic corrected(FittedTraffic found) {
    FitQuality.Tally tally = new FitQuality.Tally(recorded);
    rehearsal.summaries(found.spec(), contentReplications, analysis(), tally::add);
    FitQuality quality = tally.quality();
    double requests = rehearsal.arrivals(found.spec(), replications).requests();
    double volume = held(recorded.requests() / requests);
    double hits = held(1 / hitRatio(quality));
    FittedSessions sessions = found.sessions();
    double share = Math.min(sessions.conversations() * hits, MOST_CONVERSATIONS);
    PromptBalance balance = new PromptBalance(recorded.prompts(), tally.prompts());
    LengthSketch alone =
        balance.corrected(sessions.standalone(), prefixTokens(), sessions.aloneShare());
    return found.corrected(found.perSecond() * volume, sessions.corrected(share, alone));
  }

  private int prefixTokens() {
    double own = recording.prompts().mean();
    return (int) StrictMath.round(recorded.prompts().mean() - own);
  }

  /**
   * Generated over recorded hits, over the caches up to 8 M tokens, what all prompts share aside.
   */
  private double hitRatio(FitQuality quality) {
    double generated = 0;
    double wanted = 0;
    for (PrefixReuse.LruShare share : recorded.reuse().lru()) {
      if (share.cacheTokens() <= LARGEST_CACHE) {
        FitQuality.Row row = quality.row("cache hits " + share.cacheTokens() / 1_000_000 + "M");
        generated += row.generated();
        wanted += row.recorded();
      }
    }
    return wanted > 0 && generated > 0 ? generated / wanted : 1;
  }

  private static double held(double factor) {
    return Math.min(Math.max(factor, 1 / MOST_CORRECTION), MOST_CORRECTION);
  }

  private Bursts bursts(FittedTraffic found) {
    double span = recorded.spanNanos() / 1e9;
    double perSecond = recorded.perSecond();
    List<Double> seconds = widths.stream().map(width -> width / 1e9).toList();
    List<Double> season = new ArrayList<>();
    for (double width : seconds) {
      season.add(recording.season().idc(perSecond, width, recorded.spanNanos()));
    }
    List<Double> weights = WEIGHTS.subList(0, widths.size());
    ArrivalCurve curve =
        new ArrivalCurve(
            recorded.requests(),
            widths.stream().map(recorded::idc).toList(),
            recorded.gapCv(),
            recorded.minutes().peakToMean());
    DispersionFit formula = new DispersionFit(perSecond, span, seconds, weights);
    boolean alone = !found.sessions().any();
    return new BurstFit(
            curve,
            season,
            formula,
            bursts -> {
              FittedTraffic tried = found.withBursts(bursts);
              return rehearsal.arrivals(alone ? tried.arrivals() : tried.spec(), replications);
            })
        .fit();
  }

  private FitQuality quality(FittedTraffic found) {
    FitQuality.Tally tally = new FitQuality.Tally(recorded);
    new Rehearsal(recorded.spanNanos(), widths, QUALITY_SEED)
        .summaries(found.spec(), contentReplications, analysis(), tally::add);
    return tally.quality();
  }

  private AnalysisOptions analysis() {
    AnalysisOptions all = AnalysisOptions.of(options.blockTokens()).windows(widths);
    return recorded.shareable() > 0 ? all : all.withoutContent();
  }

  private List<String> comment(FitQuality quality) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "Fitted to %,d requests in %.0f s. In the mean of %d generated stretches as long as the",
            recorded.requests(),
            recorded.spanNanos() / 1e9,
            quality.replications()));
    lines.add("recording (recorded, then generated):");
    for (FitQuality.Row row : quality.rows()) {
      if (row.recorded() != 0) {
        lines.add(
            String.format(
                Locale.ROOT, "  %-24s %12.4g %12.4g", row.name(), row.recorded(), row.generated()));
      }
    }
    lines.add(
        String.format(
            Locale.ROOT,
            "Kolmogorov-Smirnov distance: prompts %.4f, outputs %.4f.",
            quality.promptDistance(),
            quality.outputDistance()));
    return lines;
  }
}
