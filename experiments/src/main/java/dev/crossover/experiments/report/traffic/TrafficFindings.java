package dev.crossover.experiments.report.traffic;

import dev.crossover.engine.request.Arrival;
import dev.crossover.engine.request.ArrivalStream;
import dev.crossover.traffic.analysis.AnalysisOptions;
import dev.crossover.traffic.analysis.Playback;
import dev.crossover.traffic.analysis.TrafficAnalysis;
import dev.crossover.traffic.analysis.TrafficSummary;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plays traffic once and adds up what is to be told about it, in bounded memory. */
public final class TrafficFindings {
  /** Different blocks of prompts that sessions and prefix caches are looked for in. */
  private static final long MOST_BLOCKS = 8_000_000;

  private static final int MOST_STEPS = 600;

  final TrafficSubject subject;
  private final Instant start;
  final TrafficSummary summary;

  /** Of the first {@link #contentRequests} requests; null where no prompt can be shared. */
  final @Nullable TrafficSummary content;

  final long contentRequests;
  final RateSeries series;
  final List<ClassCounts> classes;
  final long impatient;
  final long answeredByCache;

  private TrafficFindings(Collector found, TrafficSubject subject, long spanNanos) {
    this.subject = subject;
    this.start = subject.start();
    this.summary = found.flat.summary(spanNanos);
    this.content = found.content == null ? null : found.content.summary(spanNanos);
    this.contentRequests = found.contentRequests;
    this.series = found.series;
    this.classes = found.classes;
    this.impatient = found.impatient;
    this.answeredByCache = found.answeredByCache;
  }

  /** Plays the traffic of a subject. */
  public static TrafficFindings of(TrafficSubject subject) {
    long span = subject.window().horizon().nanos();
    ArrivalStream stream = subject.open();
    Collector collector = new Collector(stream.classNames(), span, subject);
    Playback.play(stream, subject.service().nanos(), span, collector::add);
    return new TrafficFindings(collector, subject, span);
  }

  /** The local time of an instant of simulated time. */
  LocalDateTime at(long nanos) {
    return subject.at(start, nanos);
  }

  private static final class Collector {
    private final TrafficAnalysis flat =
        new TrafficAnalysis(AnalysisOptions.of(1).withoutContent());
    private final RateSeries series;
    private final List<ClassCounts> classes = new ArrayList<>();
    private @Nullable TrafficAnalysis content;
    private long contentRequests;
    private long blocksLeft = MOST_BLOCKS;
    private final int blockTokens;
    private long requests;
    private long impatient;
    private long answeredByCache;

    Collector(List<String> classNames, long spanNanos, TrafficSubject subject) {
      this.blockTokens = subject.blockTokens();
      this.series = RateSeries.over(spanNanos, MOST_STEPS);
      classNames.forEach(name -> classes.add(new ClassCounts(name)));
    }

    void add(Arrival arrival) {
      flat.add(arrival);
      series.add(arrival.nanos);
      classes.get(arrival.classIndex).add(arrival);
      impatient += arrival.giveUpNanos == Arrival.NEVER ? 0 : 1;
      answeredByCache += arrival.answeredByCache ? 1 : 0;
      if (blocksLeft > 0 && (content != null || arrival.content.size() > 0)) {
        look(arrival);
      }
      requests++;
    }

    /** Requests before the first that shares anything share nothing either. */
    private void look(Arrival arrival) {
      TrafficAnalysis at = content;
      if (at == null) {
        at = new TrafficAnalysis(AnalysisOptions.of(blockTokens));
        content = at;
        contentRequests = requests;
      }
      at.add(arrival);
      contentRequests++;
      blocksLeft -= arrival.content.tokens() / blockTokens;
    }
  }
}
