package dev.crossover.traffic.profile;

import dev.crossover.engine.kernel.RandomStreams;
import dev.crossover.engine.request.ArrivalStream;
import dev.crossover.engine.units.TimeSpan;
import dev.crossover.traffic.arrival.ArrivalSpec;
import dev.crossover.traffic.arrival.ArrivalTimes;
import dev.crossover.traffic.arrival.RatePlan;
import dev.crossover.traffic.arrival.RateShape;
import dev.crossover.traffic.content.PrefixSpec;
import dev.crossover.traffic.content.SharedPrefixes;
import dev.crossover.traffic.length.LengthDistribution;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Requests drawn from a rate, an arrival process, shared prefixes and two length laws. */
final class GeneratedTraffic implements TrafficProfile {
  private final RatePlan plan;
  private final ArrivalSpec arrival;
  private final SharedPrefixes prefixes;
  private final LengthDistribution prompt;
  private final LengthDistribution output;
  private final int outputLimit;
  private final long endNanos;
  private final ProfileDescription description;

  private GeneratedTraffic(ProfileSpec spec, TrafficWindow window, RatePlan plan, Path folder) {
    this.plan = plan;
    this.arrival = spec.load().arrivals();
    this.outputLimit = spec.requests().outputLimit();
    PrefixSpec prefix = spec.prefix();
    this.prefixes = prefix == null ? SharedPrefixes.NONE : SharedPrefixes.of(prefix, 0);
    this.prompt =
        LengthDistribution.of(required(spec.prompt()), LengthDistribution.UNLIMITED, folder);
    this.output =
        LengthDistribution.of(
            required(spec.output()),
            outputLimit == 0 ? LengthDistribution.UNLIMITED : outputLimit,
            folder);
    this.endNanos = window.endNanos();
    this.description = describe(spec, window);
  }

  static GeneratedTraffic of(ProfileSpec spec, TrafficWindow window, Path folder) {
    double perSecond = required(spec.rate()).perSecond(window.month());
    LoadKeys load = spec.load();
    RateShape shape =
        new RateShape(
            load.seasonality(), load.modulations(), listed(load.stages()), listed(load.spikes()));
    RatePlan plan =
        RatePlan.of(
            shape,
            window.month(),
            spec.calendar(),
            perSecond,
            spec.normalized(),
            window.measuredFromNanos(),
            window.measuredToNanos());
    return new GeneratedTraffic(spec, window, plan, folder);
  }

  @Override
  public ArrivalStream open(RandomStreams streams) {
    ArrivalTimes times = plan.arrivals(arrival, streams, DEFAULT_CLASS, "", endNanos);
    return new GeneratedStream(times, prefixes, prompt, output, streams, outputLimit);
  }

  @Override
  public ProfileDescription describe() {
    return description;
  }

  @Override
  public OptionalLong knownArrivals() {
    return OptionalLong.empty();
  }

  @Override
  public Optional<TimeSpan> naturalHorizon() {
    return Optional.empty();
  }

  private ProfileDescription describe(ProfileSpec spec, TrafficWindow window) {
    long from = window.measuredFromNanos();
    long to = window.measuredToNanos();
    double requests = plan.requests(from, to);
    double perSecond = requests / window.horizon().seconds();
    return new ProfileDescription(
        ProfileDescription.text(spec.name()),
        ProfileDescription.text(spec.description()),
        ProfileDescription.text(spec.source()),
        requests,
        perSecond,
        perSecond * window.month().seconds(),
        plan.peakHour(from, to),
        prefixes.meanTokens() + prompt.mean(),
        output.mean(),
        0);
  }

  private static <T> List<T> listed(@Nullable List<T> given) {
    return given == null ? List.of() : given;
  }

  private static <T> T required(@Nullable T value) {
    return Objects.requireNonNull(value, "checked when the profile was read");
  }
}
