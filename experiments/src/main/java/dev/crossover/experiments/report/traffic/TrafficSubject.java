package dev.crossover.experiments.report.traffic;

import dev.crossover.engine.kernel.RandomStreams;
import dev.crossover.engine.request.ArrivalStream;
import dev.crossover.engine.units.TimeSpan;
import dev.crossover.experiments.spec.Place;
import dev.crossover.experiments.spec.Problem;
import dev.crossover.experiments.spec.ProfileSource;
import dev.crossover.experiments.spec.UserInputException;
import dev.crossover.traffic.analysis.Playback;
import dev.crossover.traffic.profile.ProfileSpec;
import dev.crossover.traffic.profile.TrafficProfile;
import dev.crossover.traffic.profile.TrafficWindow;
import dev.crossover.traffic.session.ClosedLoopSpec;
import dev.crossover.traffic.trace.BadTraceException;
import dev.crossover.traffic.trace.ReplaySpec;
import dev.crossover.traffic.trace.Trace;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The traffic that is looked at.
 *
 * @param source the profile and its name
 * @param window what is looked at: all of the horizon, without warm-up and drain
 * @param traffic the profile compiled for it
 * @param service time to an answer
 * @param streams names the draws of one replication
 */
public record TrafficSubject(
    ProfileSource source,
    TrafficWindow window,
    TrafficProfile traffic,
    TimeSpan service,
    RandomStreams streams) {
  private static final int VLLM_BLOCK = 16;
  private static final int LOOKED_AT = 1_000;
  private static final TimeSpan WEEK = TimeSpan.valueOf("7d");

  /**
   * Compiles a profile.
   *
   * @param horizon null for the trace's span or a week
   * @param goesOn whether requests come behind the horizon too, to the longest simulated time
   * @throws UserInputException when the profile does not fill the horizon
   */
  public static TrafficSubject of(
      ProfileSource source,
      TimeSpan month,
      @Nullable TimeSpan horizon,
      boolean goesOn,
      TimeSpan service,
      long seed,
      int replication) {
    if (service.nanos() == 0 && neverPauses(source.spec())) {
      String message =
          "a closed loop without think time sends for ever at one instant where answers take 0s."
              + " Maybe --service 5s?";
      throw new UserInputException(Problem.at(Place.startOf(source.name()), "", message));
    }
    try {
      TimeSpan span =
          horizon == null
              ? TrafficProfile.naturalHorizon(source.spec(), source.folder()).orElse(WEEK)
              : horizon;
      TimeSpan drain = new TimeSpan(goesOn ? TimeSpan.MAX_NANOS - span.nanos() : 0);
      TrafficWindow window = new TrafficWindow(month, TimeSpan.ZERO, span, drain);
      TrafficProfile traffic = TrafficProfile.of(source.spec(), window, source.folder());
      RandomStreams streams = new RandomStreams(seed, replication);
      return new TrafficSubject(source, window, traffic, service, streams);
    } catch (BadTraceException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      throw new UserInputException(Problem.at(Place.startOf(source.name()), "", message));
    }
  }

  private static boolean neverPauses(ProfileSpec spec) {
    return neverPauses(spec.closedLoop())
        || (spec.classes() != null
            && spec.classes().stream().anyMatch(one -> neverPauses(one.closedLoop())));
  }

  private static boolean neverPauses(@Nullable ClosedLoopSpec loop) {
    return loop != null && loop.thinkTime() == null;
  }

  /** A reader of its own from the first request on. */
  public ArrivalStream open() {
    return traffic.open(streams);
  }

  /** Simulated time 0: as the profile says, or when its trace was recorded. */
  public Instant start() {
    ReplaySpec replay = source.spec().replay();
    if (replay == null || source.spec().start() != null) {
      return source.spec().epoch();
    }
    return Trace.of(replay, source.folder()).start().orElse(source.spec().epoch());
  }

  /**
   * Tokens of a block of the prefix caches to look at: what a trace's hashes stand for, each of
   * them one interval, or those of vLLM.
   */
  public int blockTokens() {
    int[] found = {VLLM_BLOCK};
    if (source.spec().replay() != null) {
      Playback.play(
          open(),
          service.nanos(),
          window.endNanos(),
          LOOKED_AT,
          arrival -> {
            if (arrival.content.size() > 1) {
              found[0] = arrival.content.length(0);
            }
          });
    }
    return found[0];
  }

  /** The local time so long after the {@link #start}. */
  LocalDateTime at(Instant start, long nanos) {
    String zone = source.spec().timezone();
    return start.plusNanos(nanos).atZone(ZoneId.of(zone == null ? "UTC" : zone)).toLocalDateTime();
  }
}
