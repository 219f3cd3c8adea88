package dev.crossover.traffic.profile;

import dev.crossover.engine.kernel.RandomStreams;
import dev.crossover.engine.request.ArrivalStream;
import dev.crossover.engine.units.TimeSpan;
import dev.crossover.traffic.arrival.PeakHour;
import dev.crossover.traffic.trace.ReplaySpec;
import dev.crossover.traffic.trace.Trace;
import dev.crossover.traffic.trace.TraceSummary;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** The requests of a recorded trace; nothing about them is random. */
final class ReplayedTraffic implements TrafficProfile {
  private static final long HOUR_NANOS = 3_600_000_000_000L;

  private final Trace trace;
  private final TraceSummary summary;
  private final int outputLimit;
  private final long endNanos;
  private final ProfileDescription description;

  private ReplayedTraffic(
      ProfileSpec spec, Trace trace, TraceSummary summary, TrafficWindow window) {
    this.trace = trace;
    this.summary = summary;
    this.outputLimit = spec.requests().outputLimit();
    this.endNanos = window.endNanos();
    this.description = describe(spec, summary, window);
  }

  static ReplayedTraffic of(
      ProfileSpec spec, ReplaySpec replay, TrafficWindow window, Path folder) {
    Trace trace = Trace.of(replay, folder);
    TraceSummary summary =
        trace.summary(
            window.measuredFromNanos(),
            window.measuredToNanos(),
            window.endNanos(),
            spec.requests().outputLimit());
    return new ReplayedTraffic(spec, trace, summary, window);
  }

  static TimeSpan span(ReplaySpec replay, Path folder) {
    return span(Trace.of(replay, folder).summary(0, 0, 0, 0));
  }

  @Override
  public ArrivalStream open(RandomStreams streams) {
    return trace.open(DEFAULT_CLASS, outputLimit, endNanos);
  }

  @Override
  public ProfileDescription describe() {
    return description;
  }

  @Override
  public OptionalLong knownArrivals() {
    return OptionalLong.of(summary.arrivals());
  }

  @Override
  public Optional<TimeSpan> naturalHorizon() {
    return Optional.of(span(summary));
  }

  /** One nanosecond more than the last request's time, for a horizon excludes its own end. */
  private static TimeSpan span(TraceSummary summary) {
    return new TimeSpan(summary.lastNanos() + 1);
  }

  private static ProfileDescription describe(
      ProfileSpec spec, TraceSummary summary, TrafficWindow window) {
    if (summary.measured() == 0) {
      throw new IllegalArgumentException(
          "the trace has no request in the measured window. Maybe shorten warmup");
    }
    double perSecond = summary.measured() / window.horizon().seconds();
    return new ProfileDescription(
        ProfileDescription.text(spec.name()),
        ProfileDescription.text(spec.description()),
        ProfileDescription.text(spec.source()),
        summary.measured(),
        perSecond,
        perSecond * window.month().seconds(),
        peakHour(spec, summary, window),
        (double) summary.promptTokens() / summary.measured(),
        (double) summary.outputTokens() / summary.measured(),
        summary.skippedRows());
  }

  private static PeakHour peakHour(ProfileSpec spec, TraceSummary summary, TrafficWindow window) {
    long start = Math.max(summary.peakHourNanos(), window.measuredFromNanos());
    long end = Math.min(summary.peakHourNanos() + HOUR_NANOS, window.measuredToNanos());
    return new PeakHour(spec.calendar().at(start), summary.peakHourCount() / ((end - start) / 1e9));
  }
}
