package dev.crossover.traffic.profile;

import dev.crossover.engine.kernel.RandomStreams;
import dev.crossover.engine.request.Arrival;
import dev.crossover.engine.request.ArrivalStream;
import dev.crossover.engine.request.Fate;
import dev.crossover.engine.units.TimeSpan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Whole requests per second: arrival time, prefix, prompt, output and traits, and for sessions the
 * end that brings the next turn, each request answered 10 s after it arrives.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = {"-Xmx1g", "-XX:+UseSerialGC"})
public class RequestBenchmark {
  private static final long SERVICE_NANOS = 10_000_000_000L;

  /** Answers in flight, a power of two: four times the busiest hour's. */
  private static final int MOST_IN_FLIGHT = 1 << 12;

  /** A profile and its changes. */
  public enum Workload {
    /** Poisson arrivals and two lognormal laws. */
    STEADY("steady.yaml", false, ""),
    /** A week with waves, and conversations that grow. */
    CHAT_WEEKLY("chat-weekly.yaml", false, ""),
    /** The same week of requests that stand alone. */
    CHAT_WEEKLY_WITHOUT_SESSIONS("chat-weekly.yaml", true, ""),
    /** Four classes with arrivals, lengths and traits of their own. */
    FOUR_CLASSES(
        "steady.yaml",
        false,
        """
        classes:
          - {name: chat, weight: 4, prefix: {tokens: 512, groups: 20, popularity: {zipf: 1}}}
          - {name: code, weight: 3, arrival: {process: gamma, cv: 2}, priority: high}
          - {name: search, weight: 2, cancel: {probability: 0.1, after: 30s}}
          - {name: mail, weight: 1, swap_model: {share: 0.5, model: small}}
        """);

    private final String file;
    private final boolean alone;
    private final String more;

    Workload(String file, boolean alone, String more) {
      this.file = file;
      this.alone = alone;
      this.more = more;
    }

    private String yaml(Path folder) throws IOException {
      String text = Files.readString(folder.resolve(file)) + more;
      return alone ? text.replaceFirst("(?m)^session:\\n(?:  .*\\n)+", "") : text;
    }
  }

  /** Which requests. */
  @Param public Workload workload = Workload.STEADY;

  private final Arrival arrival = new Arrival();
  private final long[] ids = new long[MOST_IN_FLIGHT];
  private final long[] ends = new long[MOST_IN_FLIGHT];
  private final int[] outputs = new int[MOST_IN_FLIGHT];
  private TrafficProfile traffic;
  private ArrivalStream stream;
  private boolean awaits;
  private int replication;
  private int first;
  private int inFlight;

  /** Compiles the profile for a year of 10 M requests a month. */
  @Setup(Level.Trial)
  public void compile() throws IOException {
    Path folder = Path.of(System.getProperty("crossover.profiles", "traffic-profiles"));
    TrafficWindow year =
        new TrafficWindow(
            TimeSpan.valueOf("720h"), TimeSpan.ZERO, TimeSpan.valueOf("360d"), TimeSpan.ZERO);
    traffic = TrafficProfile.of(ProfileYaml.bind(workload.yaml(folder)), year, folder);
    open();
  }

  /** The next request, after all ends that come before it. */
  @Benchmark
  public long request() {
    while (inFlight > 0 && ends[first] <= stream.nextNanos()) {
      stream.completed(ids[first], ends[first], Fate.COMPLETED, outputs[first]);
      first = (first + 1) % MOST_IN_FLIGHT;
      inFlight--;
    }
    if (!stream.next(arrival)) {
      open();
      stream.next(arrival);
    }
    if (awaits) {
      int last = (first + inFlight++) % MOST_IN_FLIGHT;
      ids[last] = arrival.id;
      ends[last] = arrival.nanos + SERVICE_NANOS;
      outputs[last] = arrival.outputTokens;
    }
    return arrival.nanos + arrival.promptTokens + arrival.outputTokens;
  }

  private void open() {
    stream = traffic.open(new RandomStreams(1, replication++));
    awaits = stream.awaitsCompletions();
    inFlight = 0;
  }
}
