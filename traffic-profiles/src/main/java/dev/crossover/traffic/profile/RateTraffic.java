package dev.crossover.traffic.profile;

import dev.crossover.engine.kernel.RandomStreams;
import dev.crossover.engine.units.Rate;
import dev.crossover.traffic.arrival.ArrivalTimes;
import dev.crossover.traffic.arrival.RatePlan;
import dev.crossover.traffic.arrival.RateShape;
import dev.crossover.traffic.session.ClassStream;
import dev.crossover.traffic.session.OpenStream;
import dev.crossover.traffic.session.SessionLaw;
import dev.crossover.traffic.session.SessionStream;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Requests or sessions that come at a rate, whether or not anybody answers. */
final class RateTraffic implements ClassTraffic {
  private final ClassPlan plan;
  private final GeneratedClass generated;
  private final RatePlan rate;
  private final TrafficWindow window;

  private RateTraffic(
      ClassPlan plan, GeneratedClass generated, RatePlan rate, TrafficWindow window) {
    this.plan = plan;
    this.generated = generated;
    this.rate = rate;
    this.window = window;
  }

  static RateTraffic of(ClassPlan plan, ProfileSpec profile, TrafficWindow window, Path folder) {
    GeneratedClass generated = GeneratedClass.of(plan, folder);
    LoadKeys load = plan.load();
    Rate written = load.rate();
    double perSecond = written == null ? 1 : written.perSecond(window.month());
    boolean toSessions = generated.session() != null && !load.ofSessions();
    RatePlan rate =
        RatePlan.of(
            new RateShape(
                load.seasonality(),
                load.modulations(),
                listed(load.stages()),
                listed(load.spikes())),
            window.month(),
            profile.calendar(),
            perSecond * plan.share() / (toSessions ? generated.sessions().meanTurns() : 1),
            profile.normalized(),
            window.measuredFromNanos(),
            window.measuredToNanos());
    return new RateTraffic(plan, generated, rate, window);
  }

  @Override
  public ClassStream open(RandomStreams streams) {
    ArrivalTimes times =
        rate.arrivals(
            plan.load().arrivals(),
            streams,
            plan.name(),
            plan.ownModulation() ? plan.name() : "",
            window.endNanos());
    SessionLaw session = generated.session();
    return session == null
        ? new OpenStream(times, generated.laws(), generated.traits(), streams)
        : new SessionStream(
            times,
            session,
            generated.laws(),
            generated.traits(),
            plan.owner(),
            streams,
            window.endNanos());
  }

  @Override
  public ClassDescription describe() {
    double starts = rate.requests(window.measuredFromNanos(), window.measuredToNanos());
    SessionMeans means = SessionMeans.of(generated, plan.owner());
    boolean alone = generated.session() == null;
    return new ClassDescription(
        plan.name(),
        starts * means.turns(),
        SessionMeans.scaled(
            rate.peakHour(window.measuredFromNanos(), window.measuredToNanos()), means.turns()),
        means.promptTokens(),
        means.outputTokens(),
        alone ? 0 : starts,
        means.turns(),
        0,
        0);
  }

  @Override
  public OptionalLong knownArrivals() {
    return OptionalLong.empty();
  }

  private static <T> List<T> listed(@Nullable List<T> given) {
    return given == null ? List.of() : given;
  }
}
