package dev.crossover.traffic.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossover.engine.kernel.RandomStream;
import dev.crossover.engine.kernel.RandomStreams;
import dev.crossover.engine.request.Arrival;
import dev.crossover.engine.request.Fate;
import dev.crossover.engine.units.TimeSpan;
import dev.crossover.traffic.profile.Driven.End;
import dev.crossover.traffic.profile.Driven.Seen;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** What holds of every profile under every server; a failure is shrunk to its smallest case. */
class ProfileFuzzTest {
  private static final int TRIES = 12;
  private static final int MANY_TRIES = 1_500;

  /** The same cases in every build; without it each run draws its own. */
  private static final String SEED = "20261121";

  private static final long STREAMS_SEED = 7;
  private static final TimeSpan HORIZON = TimeSpan.valueOf(AnyProfile.HORIZON);
  private static final long RETRY_NANOS = 1_000_000_000L;

  /** Ends each request after a time drawn by its id: at once, in seconds or in up to two hours. */
  record Server(int seed, int pace, double failing) implements Function<Seen, End> {
    @Override
    public End apply(Seen seen) {
      RandomStream draws = new RandomStreams(seed, 0).stream("server").sub(seen.id());
      long nanos =
          switch (pace) {
            case 0 -> 0;
            case 1 -> (long) (5e9 * draws.exponential(0));
            default -> (long) (7.2e12 * draws.uniform(0));
          };
      boolean answered = draws.uniform(1) >= failing;
      boolean rejected = draws.uniform(2) < 0.5;
      return new End(nanos, answered ? Fate.COMPLETED : rejected ? Fate.REJECTED : Fate.FAILED);
    }
  }

  /** A profile that was read by a server, and how sessions ended. */
  private record Reading(List<Seen> all, Map<Long, Long> lastEnds, Set<Long> failed, String sum) {}

  @Provide
  Arbitrary<String> profiles() {
    return AnyProfile.yaml();
  }

  @Provide
  Arbitrary<Server> servers() {
    return Combinators.combine(
            Arbitraries.integers(), Arbitraries.integers().between(0, 2), Arbitraries.of(0.0, 0.3))
        .as(Server::new);
  }

  @Property(tries = TRIES, seed = SEED, edgeCases = EdgeCasesMode.NONE)
  void everyRequestKeepsTheLawsAndComesAgain(
      @ForAll("profiles") String yaml, @ForAll("servers") Server server) {
    Reading first = read(traffic(yaml), yaml, server);
    Reading second = read(traffic(yaml), yaml, server);
    assertThat(second.all()).isEqualTo(first.all());
    assertThat(second.sum()).isEqualTo(first.sum());
  }

  @Property(tries = TRIES, seed = SEED, edgeCases = EdgeCasesMode.NONE)
  void aRequestIsTheSameHoweverFastOthersAreAnswered(
      @ForAll("profiles") String yaml,
      @ForAll("servers") Server one,
      @ForAll("servers") Server other) {
    checkSame(yaml, one, other);
  }

  @Tag("long")
  @Property(tries = MANY_TRIES, seed = SEED, edgeCases = EdgeCasesMode.NONE)
  void everyRequestOfManyProfilesKeepsTheLawsAndComesAgain(
      @ForAll("profiles") String yaml, @ForAll("servers") Server server) {
    everyRequestKeepsTheLawsAndComesAgain(yaml, server);
  }

  @Tag("long")
  @Property(tries = MANY_TRIES, seed = SEED, edgeCases = EdgeCasesMode.NONE)
  void aRequestOfManyProfilesIsTheSameHoweverFastOthersAreAnswered(
      @ForAll("profiles") String yaml,
      @ForAll("servers") Server one,
      @ForAll("servers") Server other) {
    checkSame(yaml, one, other);
  }

  private static void checkSame(String yaml, Server one, Server other) {
    TrafficProfile traffic = traffic(yaml);
    Reading left = read(traffic, yaml, one);
    Reading right = read(traffic, yaml, other);
    List<ClassPlan> plans = ClassPlan.of(ProfileYaml.bind(yaml));
    Map<Long, String> tokens = new HashMap<>();
    left.all().forEach(seen -> tokens.put(seen.id(), tokens(seen)));
    for (Seen seen : right.all()) {
      String before = tokens.get(seen.id());
      if (before != null && isComparable(plans, left, seen) && isComparable(plans, right, seen)) {
        assertThat(tokens(seen)).as("request " + seen.id()).isEqualTo(before);
      }
    }
    Map<Long, Integer> turns = turns(plans, left);
    Map<Long, Integer> again = turns(plans, right);
    turns.keySet().retainAll(again.keySet());
    again.keySet().retainAll(turns.keySet());
    assertThat(again).isEqualTo(turns);
  }

  /** What follows a turn without an answer depends on which turn that was. */
  private static boolean isComparable(List<ClassPlan> plans, Reading reading, Seen seen) {
    boolean alone = plans.get(seen.classIndex()).requests().session() == null;
    return alone || !reading.failed().contains(ProfileLaws.session(seen.id()));
  }

  /** Turns of the sessions that began at a rate, were all answered and ended before the horizon. */
  private static Map<Long, Integer> turns(List<ClassPlan> plans, Reading reading) {
    long last = HORIZON.nanos() - AnyProfile.LONGEST_THINK_NANOS - RETRY_NANOS;
    Map<Long, Integer> turns = new HashMap<>();
    for (Seen seen : reading.all()) {
      ClassPlan plan = plans.get(seen.classIndex());
      long session = ProfileLaws.session(seen.id());
      if (plan.requests().session() != null
          && plan.load().closedLoop() == null
          && !reading.failed().contains(session)
          && reading.lastEnds().get(session) < last) {
        turns.merge(session, 1, Integer::sum);
      }
    }
    return turns;
  }

  private static String tokens(Seen seen) {
    return seen.prompt() + " + " + seen.output() + ", " + seen.shared() + " for " + seen.model();
  }

  private static Reading read(TrafficProfile traffic, String yaml, Server server) {
    ProfileLaws laws = new ProfileLaws(ProfileYaml.bind(yaml), HORIZON.nanos());
    Map<Long, Long> lastEnds = new HashMap<>();
    Set<Long> failed = new HashSet<>();
    List<Seen> all =
        Driven.run(
            traffic,
            new RandomStreams(STREAMS_SEED, 1),
            server,
            new Driven.Watcher() {
              @Override
              public void arrived(Arrival arrival) {
                laws.arrived(arrival);
              }

              @Override
              public void ended(Seen request, long nanos, Fate fate) {
                laws.ended(request, nanos, fate);
                lastEnds.put(ProfileLaws.session(request.id()), nanos);
                if (fate != Fate.COMPLETED) {
                  failed.add(ProfileLaws.session(request.id()));
                }
              }
            });
    laws.checkJobs();
    traffic.knownArrivals().ifPresent(known -> assertThat(all).hasSize((int) known));
    return new Reading(all, lastEnds, failed, laws.checksum());
  }

  private static TrafficProfile traffic(String yaml) {
    TrafficWindow window =
        new TrafficWindow(TimeSpan.valueOf("720h"), TimeSpan.ZERO, HORIZON, TimeSpan.ZERO);
    return TrafficProfile.of(ProfileYaml.bind(yaml), window, Path.of(""));
  }
}
