package dev.crossover.traffic.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.crossover.engine.kernel.RandomStreams;
import dev.crossover.engine.request.Arrival;
import dev.crossover.engine.request.ArrivalStream;
import dev.crossover.engine.request.Fate;
import dev.crossover.engine.units.TimeSpan;
import dev.crossover.traffic.arrival.ArrivalTimes;
import dev.crossover.traffic.arrival.LocalCalendar;
import dev.crossover.traffic.arrival.RatePlan;
import dev.crossover.traffic.arrival.RateShape;
import dev.crossover.traffic.content.SharedPrefixes;
import dev.crossover.traffic.length.LengthDistribution;
import dev.crossover.traffic.profile.ProfileSpec;
import dev.crossover.traffic.profile.ProfileYaml;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Sessions of three turns that begin at 100/s, each turn answered after 5 s and followed by 30 s of
 * thought: the last turn is sent, and the session forgotten, after 70 s, so 7,000 are in progress.
 */
class SessionMemoryTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final double SESSIONS_PER_SECOND = 100;
  private static final long SERVICE_NANOS = 5_000_000_000L;
  private static final int IN_PROGRESS = 7_000;

  /** {@code MarkSweepAlwaysCompactCount} of HotSpot. */
  private static final int COLLECTIONS = 4;

  /** Answers in flight: 300 requests a second for 5 s. */
  private static final int MOST_IN_FLIGHT = 2_048;

  private final Arrival arrival = new Arrival();
  private final long[] ids = new long[MOST_IN_FLIGHT];
  private final long[] ends = new long[MOST_IN_FLIGHT];
  private final int[] outputs = new int[MOST_IN_FLIGHT];
  private int first;
  private int inFlight;

  @Test
  void onlySessionsInProgressAreKept() {
    SessionStream stream = stream("accumulate", 1_200);
    drive(stream, 30_000);
    for (int i = 0; i < 9; i++) {
      drive(stream, 30_000);
      assertThat(stream.active()).isBetween(IN_PROGRESS - 2, IN_PROGRESS + 2);
    }
    assertThat(stream.slots()).as("slots are used again").isLessThanOrEqualTo(IN_PROGRESS + 3);
    drive(stream, Integer.MAX_VALUE);
    assertThat(stream.active()).as("at the end of all").isZero();
  }

  @Test
  void sessionsThatAreCutOffAreForgottenToo() {
    SessionStream stream = stream("accumulate", 1_000);
    for (int i = 0; i < 50_000; i++) {
      stream.next(arrival);
      stream.completed(arrival.id, arrival.nanos, Fate.REJECTED, 0);
    }
    assertThat(stream.active()).isZero();
    assertThat(stream.slots()).isEqualTo(1);
  }

  /** Nothing but the slots is needed where no turn holds another. */
  @Test
  void aTurnWithoutContextAllocatesNothing() {
    SessionStream stream = stream("none", 2_000);
    drive(stream, 100_000);
    assertThat(allocated(stream, 300_000) / 300_000.0).isLessThan(0.5);
  }

  /**
   * A context of three turns: per session one object and three arrays of 8 intervals in the end,
   * per turn an object.
   */
  @Test
  void aTurnWithItsContextAllocatesTheSameLateAndEarly() {
    SessionStream stream = stream("accumulate", 2_000);
    drive(stream, 100_000);
    double early = allocated(stream, 200_000) / 200_000.0;
    double late = allocated(stream, 200_000) / 200_000.0;
    assertThat(early).isLessThan(250);
    assertThat(late).isLessThan(early + 8);
  }

  @Tag("long")
  @Test
  void theHeapLateInTenMillionTurnsIsWhatItWasEarly() {
    SessionStream stream = stream("accumulate", 40_000);
    drive(stream, 500_000);
    long early = liveBytes();
    drive(stream, 10_000_000);
    long late = liveBytes();
    assertThat(stream.active()).isBetween(IN_PROGRESS - 2, IN_PROGRESS + 2);
    assertThat(late - early).isLessThan(500_000);
  }

  /** Hands out so many requests, or all there are, and answers each in the order of their ends. */
  private void drive(SessionStream stream, int requests) {
    for (int i = 0; i < requests; i++) {
      while (inFlight > 0 && ends[first] <= stream.nextNanos()) {
        stream.completed(ids[first], ends[first], Fate.COMPLETED, outputs[first]);
        first = (first + 1) % MOST_IN_FLIGHT;
        inFlight--;
      }
      if (stream.nextNanos() == ArrivalStream.NONE) {
        return;
      }
      stream.next(arrival);
      int last = (first + inFlight++) % MOST_IN_FLIGHT;
      ids[last] = arrival.id;
      ends[last] = arrival.nanos + SERVICE_NANOS;
      outputs[last] = arrival.outputTokens;
    }
  }

  private long allocated(SessionStream stream, int requests) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    drive(stream, requests);
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  private static SessionStream stream(String context, long seconds) {
    ProfileSpec spec =
        ProfileYaml.bind(
            "rate: 1/s\nprompt: {distribution: lognormal, p50: 60, sigma: 1}\noutput: 40\n"
                + "session: {turns: 3, think_time: 30s, context: "
                + context
                + "}\nprefix: {tokens: 100, groups: 9}\narrival: {process: constant}");
    LengthDistribution prompt =
        LengthDistribution.of(spec.prompt(), LengthDistribution.UNLIMITED, Path.of(""));
    LengthDistribution output =
        LengthDistribution.of(spec.output(), LengthDistribution.UNLIMITED, Path.of(""));
    RandomStreams streams = new RandomStreams(1, 0);
    long end = seconds * 1_000_000_000L;
    return new SessionStream(
        starts(spec, streams, end),
        SessionLaw.of(spec.session(), prompt, Path.of("")),
        new RequestLaws(SharedPrefixes.of(spec.prefix(), 0), prompt, output, null, null, 1, 0),
        RequestTraits.plain(0, "default"),
        0,
        streams,
        end);
  }

  private static ArrivalTimes starts(ProfileSpec spec, RandomStreams streams, long end) {
    return RatePlan.of(
            new RateShape(null, List.of(), List.of(), List.of()),
            TimeSpan.valueOf("720h"),
            new LocalCalendar(LocalDateTime.of(2026, 1, 5, 0, 0), ZoneOffset.UTC),
            SESSIONS_PER_SECOND,
            true,
            0,
            end)
        .arrivals(spec.arrival(), streams, "default", "", end);
  }

  /** The serial collector leaves some dead objects where they lie, but not the fourth time. */
  private static long liveBytes() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }
}
