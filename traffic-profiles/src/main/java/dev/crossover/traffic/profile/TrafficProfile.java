package dev.crossover.traffic.profile;

import dev.crossover.engine.kernel.RandomStreams;
import dev.crossover.engine.request.ArrivalStream;
import dev.crossover.engine.units.TimeSpan;
import dev.crossover.traffic.session.ClassStream;
import dev.crossover.traffic.session.MergedStream;
import dev.crossover.traffic.session.SoleStream;
import dev.crossover.traffic.trace.ReplaySpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The traffic of an experiment, ready to be read as often as there are strategies. */
public final class TrafficProfile {
  /** The one traffic class of a profile that names none. */
  public static final String DEFAULT_CLASS = "default";

  private final List<ClassPlan> plans;
  private final List<ClassTraffic> traffic;
  private final ProfileDescription description;

  private TrafficProfile(
      List<ClassPlan> plans, List<ClassTraffic> traffic, ProfileDescription description) {
    this.plans = plans;
    this.traffic = traffic;
    this.description = description;
  }

  /**
   * Compiles a profile.
   *
   * @param folder where the file name of a replay or a histogram starts
   * @throws IllegalArgumentException with advice when the profile cannot fill the window
   */
  public static TrafficProfile of(ProfileSpec spec, TrafficWindow window, Path folder) {
    List<ClassPlan> plans = ClassPlan.of(spec);
    List<ClassTraffic> traffic = new ArrayList<>();
    List<ClassDescription> descriptions = new ArrayList<>();
    for (ClassPlan plan : plans) {
      ClassTraffic one = plan.compile(spec, window, folder);
      traffic.add(one);
      descriptions.add(one.describe());
    }
    return new TrafficProfile(
        plans, List.copyOf(traffic), ProfileDescription.of(spec, window, descriptions));
  }

  /**
   * The horizon a profile suggests before any is chosen: the shortest that holds every request of
   * its traces.
   */
  public static Optional<TimeSpan> naturalHorizon(ProfileSpec spec, Path folder) {
    Optional<TimeSpan> longest = Optional.empty();
    for (ClassPlan plan : ClassPlan.of(spec)) {
      ReplaySpec replay = plan.load().replay();
      Optional<TimeSpan> span =
          replay == null ? Optional.empty() : Optional.of(TraceTraffic.span(replay, folder));
      if (longest.isEmpty() || (span.isPresent() && span.get().compareTo(longest.get()) > 0)) {
        longest = span;
      }
    }
    return longest;
  }

  /** An independent reader of the same arrivals; the same streams give the same requests. */
  public ArrivalStream open(RandomStreams streams) {
    if (traffic.size() == 1) {
      return new SoleStream(traffic.get(0).open(streams), classNames());
    }
    List<ClassStream> opened = new ArrayList<>();
    for (ClassTraffic one : traffic) {
      opened.add(one.open(streams));
    }
    return new MergedStream(opened, classNames());
  }

  /** The classes by their index in the stream. */
  public List<TrafficClass> classes() {
    List<TrafficClass> classes = new ArrayList<>();
    List<String> names = classNames();
    for (int i = 0; i < names.size(); i++) {
      // A trace's own classes are all as its profile says.
      RequestKeys keys = plans.get(Math.min(i, plans.size() - 1)).requests();
      classes.add(new TrafficClass(names.get(i), keys.slo(), keys.model()));
    }
    return classes;
  }

  private List<String> classNames() {
    if (traffic.size() == 1 && !traffic.get(0).recordedClasses().isEmpty()) {
      return traffic.get(0).recordedClasses();
    }
    return plans.stream().map(ClassPlan::name).toList();
  }

  /** Whether a cache answers some requests without a model. */
  public boolean cachesAnswers() {
    return plans.stream().anyMatch(plan -> plan.requests().cacheSimilar() != null);
  }

  /** What the traffic amounts to. */
  public ProfileDescription describe() {
    return description;
  }

  /** Requests until the end of the drain where they can be counted beforehand. */
  public OptionalLong knownArrivals() {
    long sum = 0;
    for (ClassTraffic one : traffic) {
      OptionalLong known = one.knownArrivals();
      if (known.isEmpty()) {
        return known;
      }
      sum += known.getAsLong();
    }
    return OptionalLong.of(sum);
  }

  /** Requests per second over the measured window; NaN where they depend on the answers. */
  public double meanRatePerSecond() {
    return description.meanRatePerSecond();
  }
}
