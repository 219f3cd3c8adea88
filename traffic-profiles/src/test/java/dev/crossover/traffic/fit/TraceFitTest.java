package dev.crossover.traffic.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.crossover.engine.kernel.RandomStreams;
import dev.crossover.engine.request.Arrival;
import dev.crossover.engine.request.ArrivalStream;
import dev.crossover.engine.units.TimeSpan;
import dev.crossover.traffic.analysis.Playback;
import dev.crossover.traffic.arrival.ArrivalProcess;
import dev.crossover.traffic.arrival.ModulationKind;
import dev.crossover.traffic.arrival.ModulationSpec;
import dev.crossover.traffic.profile.ClassSpec;
import dev.crossover.traffic.profile.ProfileSpec;
import dev.crossover.traffic.profile.ProfileYaml;
import dev.crossover.traffic.profile.TrafficProfile;
import dev.crossover.traffic.profile.TrafficWindow;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Profiles that are known, made into recordings, and found again. */
class TraceFitTest {
  private static final LocalDateTime START = LocalDateTime.of(2026, 1, 5, 0, 0);

  @Test
  void evenTrafficIsFoundEven() {
    FittedProfile fitted =
        fitted("rate: 2/s\nprompt: 100\noutput: {distribution: lognormal, p50: 50, sigma: 1}", 600);
    ProfileSpec spec = fitted.spec();
    assertThat(factors(spec)).allMatch(factor -> factor.cv() < 0.25);
    assertThat(spec.arrival()).isNotNull();
    assertThat(spec.arrival().gammaShape()).isBetween(0.75, 1.35);
    assertThat(spec.rate()).isNotNull();
    assertThat(spec.rate().perSecond(TimeSpan.valueOf("720h"))).isCloseTo(2, within(0.2));
    assertThat(spec.classes()).isNull();
    assertThat(spec.prefix()).isNull();
    assertThat(spec.seasonality()).isNull();
    assertThat(fitted.quality().row("output mean").ratio()).isCloseTo(1, withinPercentage(3));
  }

  @Test
  @Tag("long")
  void theFileSaysWhatTheProfileIs() {
    FittedProfile fitted =
        fitted(
            """
            rate: 1/s
            modulation: [{kind: on_off, mean_on: 5s, mean_off: 20s}]
            prompt: {distribution: lognormal, p50: 300, sigma: 1}
            output: 20
            """,
            900);
    assertThat(ProfileYaml.bind(fitted.yaml())).isEqualTo(fitted.spec());
    assertThat(fitted.yaml())
        .startsWith("# Fitted to ")
        .contains("source: \"a \\\"known\\\" profile\"")
        .contains("idc 60s");
  }

  @Test
  @Tag("long")
  void aRateThatWandersSlowlyIsFound() {
    ProfileSpec spec =
        fitted(
                """
                rate: 5/s
                arrival: {process: gamma, burstiness: 0.7}
                modulation: [{kind: lognormal, cv: 0.4, correlation_time: 90s}]
                prompt: 100
                output: 20
                """,
                4 * 3600)
            .spec();
    assertThat(spec.arrival()).isNotNull();
    assertThat(spec.arrival().gammaShape()).isCloseTo(0.7, withinPercentage(20));
    ModulationSpec factor = only(spec.modulation());
    assertThat(factor.kind()).isEqualTo(ModulationKind.LOGNORMAL);
    assertThat(factor.cv()).isCloseTo(0.4, withinPercentage(25));
    assertThat(factor.correlationTime().seconds()).isBetween(50.0, 160.0);
  }

  @Test
  @Tag("long")
  void episodesAreFound() {
    ProfileSpec spec =
        fitted(
                """
                rate: 3/s
                modulation: [{kind: on_off, mean_on: 9s, mean_off: 36s}]
                prompt: 100
                output: 20
                """,
                3 * 3600)
            .spec();
    ModulationSpec factor = factors(spec).get(0);
    assertThat(factor.kind()).isEqualTo(ModulationKind.ON_OFF);
    assertThat(factor.meanOn().seconds()).isCloseTo(9, withinPercentage(25));
    assertThat(factor.meanOff().seconds()).isCloseTo(36, withinPercentage(25));
  }

  /** Twice as much in the second half of the day as in the first. */
  @Test
  @Tag("long")
  void theHoursOfTheDayAreFoundAndNotTakenForBursts() {
    ProfileSpec spec =
        fitted(
                """
                rate: 2/s
                start: 2026-01-05T00:00
                seasonality:
                  hour_of_day: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2]
                  interpolate: step
                prompt: 100
                output: 20
                """,
                2 * 86_400)
            .spec();
    assertThat(spec.start()).isEqualTo(START);
    assertThat(spec.seasonality()).isNotNull();
    List<Double> hours = spec.seasonality().hourOfDay();
    assertThat(hours.get(3)).isCloseTo(2 / 3.0, within(0.04));
    assertThat(hours.get(20)).isCloseTo(4 / 3.0, within(0.04));
    assertThat(factors(spec)).allMatch(factor -> factor.cv() < 0.2);
  }

  @Test
  @Tag("long")
  void conversationsAreFound() {
    FittedProfile fitted =
        fitted(
            """
            rate: 4/s
            prefix: {tokens: 1024}
            prompt: {distribution: lognormal, p50: 600, sigma: 1, max: 20000}
            output: {distribution: lognormal, p50: 150, sigma: 0.6}
            session:
              continue_probability: [0.4, 0.6]
              think_time: {distribution: lognormal, p50: 60s, sigma: 0.8}
              new_tokens: {distribution: lognormal, p50: 80, sigma: 0.8}
            """,
            3600);
    ProfileSpec spec = fitted.spec();
    assertThat(spec.prefix()).isNotNull();
    assertThat(spec.prefix().tokens().value()).isEqualTo(1024);
    assertThat(spec.classes()).extracting(ClassSpec::name).contains("standalone", "conversation");
    // 1 + .4 + .4 x .6 + ... = 2 requests a session: six of ten sessions, three of ten requests.
    assertThat(spec.classes().get(0).weight()).isCloseTo(0.3, within(0.05));
    assertThat(spec.classes().get(1).session().continueProbability().get(1))
        .isCloseTo(0.6, within(0.06));
    FitQuality quality = fitted.quality();
    assertThat(quality.row("requests").ratio()).isCloseTo(1, within(0.02));
    assertThat(quality.row("cache hits 1M").generated())
        .isCloseTo(quality.row("cache hits 1M").recorded(), within(0.03));
    assertThat(quality.promptDistance()).isLessThan(0.045);
  }

  /** Ten at a time every three seconds: a clock, not a burst. */
  @Test
  @Tag("long")
  void aSlowClockIsNoBurst() {
    List<Long> ticks = new ArrayList<>();
    Playback.play(
        stream("rate: 4/s\nprompt: 10\noutput: 10", 600),
        0,
        Long.MAX_VALUE,
        arrival -> ticks.add(arrival.nanos / 3_000_000_000L * 3_000_000_000L));
    FittedProfile fitted =
        TraceFit.of(() -> new Listed(ticks), new FitOptions("ticks", "a clock", START, 16));
    assertThat(fitted.recorded().zeroGaps()).isLessThan(0.05);
    assertThat(fitted.recorded().idc(1_000_000_000L)).isBetween(0.7, 1.4);
    assertThat(factors(fitted.spec())).allMatch(factor -> factor.cv() < 0.25);
    assertThat(fitted.spec().arrival().process())
        .isIn(ArrivalProcess.POISSON, ArrivalProcess.GAMMA);
  }

  @Test
  void aHandfulOfRequestsIsRefused() {
    assertThatThrownBy(() -> fitted("rate: 1/min\nprompt: 1\noutput: 1", 600))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("too few to fit")
        .hasMessageContaining("Maybe");
  }

  private static List<ModulationSpec> factors(ProfileSpec spec) {
    return spec.modulation() == null ? List.of() : spec.modulation();
  }

  private static ModulationSpec only(List<ModulationSpec> factors) {
    assertThat(factors).hasSize(1);
    return factors.get(0);
  }

  private static FittedProfile fitted(String yaml, long seconds) {
    return TraceFit.of(
        () -> stream(yaml, seconds), new FitOptions("known", "a \"known\" profile", START, 16));
  }

  /** Seed 5; sessions are answered at once, before the recording is read. */
  private static ArrivalStream stream(String yaml, long seconds) {
    TimeSpan span = TimeSpan.ofSeconds(seconds);
    TrafficWindow window =
        new TrafficWindow(TimeSpan.valueOf("720h"), TimeSpan.ZERO, span, TimeSpan.ZERO);
    TrafficProfile profile = TrafficProfile.of(ProfileYaml.bind(yaml), window, Path.of(""));
    return profile.open(new RandomStreams(5, 0));
  }

  /** Arrivals at given times. */
  private static final class Listed implements ArrivalStream {
    private final Iterator<Long> times;
    private long next;
    private long id;

    Listed(List<Long> nanos) {
      times = nanos.iterator();
      next = times.next();
    }

    @Override
    public long nextNanos() {
      return next;
    }

    @Override
    public boolean next(Arrival into) {
      if (next == NONE) {
        return false;
      }
      into.id = id++;
      into.nanos = next;
      into.promptTokens = 10;
      into.outputTokens = 10;
      next = times.hasNext() ? times.next() : NONE;
      return true;
    }

    @Override
    public List<String> classNames() {
      return List.of("default");
    }
  }
}
