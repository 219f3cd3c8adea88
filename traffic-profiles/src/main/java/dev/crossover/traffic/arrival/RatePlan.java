package dev.crossover.traffic.arrival;

import dev.crossover.engine.kernel.RandomStreams;
import dev.crossover.engine.units.TimeSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The rate of one traffic class over simulated time: what is expected of it, and the arrivals it
 * makes in a replication. A normalised plan makes the integral of the rate over the measured window
 * exactly the wanted volume in every replication, the random factors' paths and the spikes
 * included, so that chance moves when requests come and not how many are asked for.
 */
public final class RatePlan {
  private static final long HOUR_NANOS = 60 * SeasonSteps.MINUTE_NANOS;

  private final RateShape shape;
  private final StageCurve stages;
  private final WeekSeason season;
  private final LocalCalendar calendar;
  private final double perSecond;
  private final boolean normalized;
  private final long fromNanos;
  private final long toNanos;
  private final double meanPerSecond;

  /** Rate at a shape of 1 by replication: walking a path again for each strategy takes time. */
  private final ConcurrentMap<Long, Double> realised = new ConcurrentHashMap<>();

  private RatePlan(
      RateShape shape,
      TimeSpan month,
      LocalCalendar calendar,
      double perSecond,
      boolean normalize,
      long fromNanos,
      long toNanos) {
    this.shape = shape;
    this.stages = StageCurve.of(shape.stages(), month);
    this.season = WeekSeason.of(shape.seasonality());
    this.calendar = calendar;
    this.perSecond = perSecond;
    this.normalized = normalize && !shape.hasStageRates();
    this.fromNanos = fromNanos;
    this.toNanos = toNanos;
    this.meanPerSecond = normalized ? expectedPerSecond() : perSecond;
  }

  /**
   * Compiles a shape.
   *
   * @param month what a month lasts, for stages that give rates per month
   * @param perSecond requests per second at a shape of 1; where stages give rates, the part of them
   *     that this plan has, 1 for all
   * @param normalize whether the window [from, to) holds exactly perSecond times its length; stages
   *     that give rates are taken as they are
   * @throws IllegalArgumentException when a normalised shape is 0 all through the window
   */
  public static RatePlan of(
      RateShape shape,
      TimeSpan month,
      LocalCalendar calendar,
      double perSecond,
      boolean normalize,
      long fromNanos,
      long toNanos) {
    if (!(perSecond > 0 && perSecond < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a rate of " + perSecond + "/s is none. Maybe a rate above 0");
    }
    return new RatePlan(shape, month, calendar, perSecond, normalize, fromNanos, toNanos);
  }

  /** Whether the stages say the rate. */
  public boolean hasStageRates() {
    return shape.hasStageRates();
  }

  /** Requests expected in [from, to), all random factors at their mean. */
  public double requests(long fromNanos, long toNanos) {
    return weightedNanos(expectedSteps(), fromNanos, toNanos) / 1e9 * meanPerSecond;
  }

  /**
   * The busiest hour of [from, to) with all random factors at their mean, the first one where
   * several are equal.
   */
  public PeakHour peakHour(long fromNanos, long toNanos) {
    FactorSteps steps = expectedSteps();
    long best = fromNanos;
    double bestPerSecond = -1;
    long at = fromNanos;
    while (at < toNanos) {
      long end = Math.min((at / HOUR_NANOS + 1) * HOUR_NANOS, toNanos);
      double hourly = weightedNanos(steps, at, end) / 1e9 * meanPerSecond / ((end - at) / 1e9);
      if (hourly > bestPerSecond * (1 + 1e-9)) {
        best = at;
        bestPerSecond = hourly;
      }
      at = end;
    }
    return new PeakHour(calendar.at(best), bestPerSecond);
  }

  /**
   * The arrivals of a replication in [0, end). Gaps are the draws of {@code (className,
   * "arrival")}, and modulation i those of {@code (modulationOwner, "modulation i")}, so classes of
   * one owner swell and fade together.
   */
  public ArrivalTimes arrivals(
      ArrivalSpec spec,
      RandomStreams streams,
      String className,
      String modulationOwner,
      long endNanos) {
    return new ArrivalTimes(
        spec,
        steps(streams, modulationOwner),
        realisedPerSecond(streams, modulationOwner),
        streams.stream(className, "arrival"),
        endNanos);
  }

  private double realisedPerSecond(RandomStreams streams, String owner) {
    if (!normalized || shape.modulation().isEmpty()) {
      return meanPerSecond;
    }
    long path = streams.stream(owner, "modulation 0").bits(0);
    return realised.computeIfAbsent(path, unused -> pathPerSecond(steps(streams, owner)));
  }

  /** The rate at a shape of 1 that makes the window hold what it should. */
  private double expectedPerSecond() {
    double weighted = weightedNanos(expectedSteps(), fromNanos, toNanos);
    if (!(weighted > 0)) {
      throw new IllegalArgumentException(
          "the "
              + String.join(" and ", silencers())
              + " gives no traffic between "
              + calendar.at(fromNanos)
              + " and "
              + calendar.at(toNanos)
              + ", the measured window. Maybe change start, the horizon, or set normalize: false");
    }
    return scaled(weighted);
  }

  /** A path that is silent all through the window is left as it is: nothing can fill it. */
  private double pathPerSecond(FactorSteps path) {
    double weighted = weightedNanos(path, fromNanos, toNanos);
    return weighted > 0 ? scaled(weighted) : meanPerSecond;
  }

  private double scaled(double weightedNanos) {
    double wanted = perSecond * ((toNanos - fromNanos) / 1e9);
    double expected = weightedNanos / 1e9 * perSecond;
    return perSecond * (wanted / expected);
  }

  private List<String> silencers() {
    List<String> names = new ArrayList<>();
    if (shape.seasonality() != null) {
      names.add("seasonality");
    }
    if (!shape.stages().isEmpty()) {
      names.add("stages");
    }
    return names;
  }

  private FactorSteps expectedSteps() {
    return new ProductSteps(certainFactors());
  }

  private FactorSteps steps(RandomStreams streams, String owner) {
    List<FactorSteps> factors = certainFactors();
    for (int i = 0; i < shape.modulation().size(); i++) {
      ModulationSpec spec = shape.modulation().get(i);
      factors.add(spec.kind().steps(spec, streams.stream(owner, "modulation " + i)));
    }
    return new ProductSteps(factors);
  }

  private List<FactorSteps> certainFactors() {
    List<FactorSteps> factors = new ArrayList<>();
    factors.add(new SeasonSteps(season, calendar));
    if (!shape.stages().isEmpty()) {
      factors.add(stages.steps());
    }
    if (!shape.spikes().isEmpty()) {
      factors.add(new SpikeSteps(shape.spikes(), calendar));
    }
    return factors;
  }

  /**
   * Nanoseconds of [from, to), each as often as the factor says.
   *
   * @param steps left at the step that holds {@code to}
   */
  private static double weightedNanos(FactorSteps steps, long fromNanos, long toNanos) {
    double weighted = 0;
    long at = fromNanos;
    while (at < toNanos) {
      while (steps.endNanos() <= at) {
        steps.advance();
      }
      long end = Math.min(steps.endNanos(), toNanos);
      weighted += steps.factor() * (end - at);
      at = end;
    }
    return weighted;
  }
}
