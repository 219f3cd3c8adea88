package dev.crossover.traffic.profile;

import dev.crossover.engine.kernel.RandomStreams;
import dev.crossover.engine.units.TimeSpan;
import dev.crossover.traffic.arrival.LocalCalendar;
import dev.crossover.traffic.arrival.PeakHour;
import dev.crossover.traffic.session.ClassStream;
import dev.crossover.traffic.session.TraceStream;
import dev.crossover.traffic.trace.ReplaySpec;
import dev.crossover.traffic.trace.Trace;
import dev.crossover.traffic.trace.TraceSummary;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/** The requests of a recorded trace; nothing about their times and tokens is random. */
final class TraceTraffic implements ClassTraffic {
  private static final long HOUR_NANOS = 3_600_000_000_000L;

  private final ClassPlan plan;
  private final Trace trace;
  private final TraceSummary summary;
  private final TrafficWindow window;
  private final LocalCalendar calendar;
  private final int contentOwner;

  private TraceTraffic(
      ClassPlan plan,
      Trace trace,
      TraceSummary summary,
      TrafficWindow window,
      LocalCalendar calendar,
      int contentOwner) {
    this.plan = plan;
    this.trace = trace;
    this.summary = summary;
    this.window = window;
    this.calendar = calendar;
    this.contentOwner = contentOwner;
  }

  static TraceTraffic of(ClassPlan plan, ProfileSpec profile, TrafficWindow window, Path folder) {
    Trace trace = Trace.of(Objects.requireNonNull(plan.load().replay()), folder);
    TraceSummary summary =
        trace.summary(
            window.measuredFromNanos(),
            window.measuredToNanos(),
            window.endNanos(),
            plan.requests().outputLimit());
    if (profile.classes() != null && !summary.classNames().isEmpty()) {
      throw new IllegalArgumentException(
          "replay: the trace names classes of its own, so it cannot be one of several. Maybe a"
              + " profile of this trace alone");
    }
    if (summary.measured() == 0) {
      throw new IllegalArgumentException(
          "the trace has no request in the measured window. Maybe shorten warmup");
    }
    return new TraceTraffic(
        plan, trace, summary, window, profile.calendar(), contentOwner(plan, profile, folder));
  }

  /**
   * Whose token streams the recorded ones are: classes of one file share them, as parts of one
   * trace, and the profile's first file keeps the numbers it has.
   */
  private static int contentOwner(ClassPlan plan, ProfileSpec profile, Path folder) {
    List<ClassSpec> classes = profile.classes() == null ? List.of() : profile.classes();
    Path own = file(Objects.requireNonNull(plan.load().replay()), folder);
    Path first = null;
    for (int i = 0; i < classes.size(); i++) {
      ReplaySpec replay = classes.get(i).replay();
      if (replay != null) {
        Path file = file(replay, folder);
        first = first == null ? file : first;
        if (file.equals(own)) {
          return own.equals(first) ? 0 : i + 1;
        }
      }
    }
    return 0;
  }

  private static Path file(ReplaySpec replay, Path folder) {
    return folder.resolve(replay.file()).normalize();
  }

  /** One nanosecond more than the last request's time, for a horizon excludes its own end. */
  static TimeSpan span(ReplaySpec replay, Path folder) {
    return new TimeSpan(Trace.of(replay, folder).summary(0, 0, 0, 0).lastNanos() + 1);
  }

  @Override
  public ClassStream open(RandomStreams streams) {
    return new TraceStream(
        trace.open(
            streams,
            summary.classNames().isEmpty() ? List.of(plan.name()) : summary.classNames(),
            plan.requests().outputLimit(),
            window.endNanos()),
        GeneratedClass.traits(plan),
        contentOwner,
        streams);
  }

  @Override
  public ClassDescription describe() {
    return new ClassDescription(
        plan.name(),
        summary.measured(),
        peakHour(),
        (double) summary.promptTokens() / summary.measured(),
        (double) summary.outputTokens() / summary.measured(),
        0,
        1,
        0,
        summary.skippedRows());
  }

  @Override
  public List<String> recordedClasses() {
    return summary.classNames();
  }

  @Override
  public OptionalLong knownArrivals() {
    return trace.isDrawn() ? OptionalLong.empty() : OptionalLong.of(summary.arrivals());
  }

  private PeakHour peakHour() {
    long start = Math.max(summary.peakHourNanos(), window.measuredFromNanos());
    long end = Math.min(summary.peakHourNanos() + HOUR_NANOS, window.measuredToNanos());
    return new PeakHour(calendar.at(start), summary.peakHourCount() / ((end - start) / 1e9));
  }
}
