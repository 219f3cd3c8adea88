package dev.crossover.traffic.arrival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.crossover.engine.kernel.RandomStream;
import dev.crossover.engine.kernel.RandomStreams;
import dev.crossover.engine.units.TimeSpan;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModulationTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long HOUR = 3600 * SECOND;
  private static final TimeSpan MONTH = TimeSpan.valueOf("720h");
  private static final LocalCalendar UTC =
      new LocalCalendar(LocalDateTime.of(2026, 1, 5, 0, 0), ZoneOffset.UTC);
  private static final ModulationSpec WAVES = lognormal(0.5, "10s");
  private static final ModulationSpec EPISODES = onOff("9s", "40s");

  /** At any instant, over many paths: so the start is as stationary as what follows. */
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 7, 60})
  void theMeanIsOneAtEveryInstant(long second) {
    for (ModulationSpec spec : List.of(WAVES, EPISODES)) {
      int paths = 20_000;
      double sum = 0;
      double squares = 0;
      for (int path = 0; path < paths; path++) {
        double factor = Steps.at(spec.kind().steps(spec, draws(path)), second * SECOND);
        sum += factor;
        squares += factor * factor;
      }
      double variance = spec == WAVES ? 0.25 : 40.0 / 9;
      assertThat(sum / paths)
          .as("%s", spec.kind())
          .isCloseTo(1, within(4 * StrictMath.sqrt(variance / paths)));
      assertThat(squares / paths - 1)
          .as("%s", spec.kind())
          .isCloseTo(variance, withinPercentage(10));
    }
  }

  /** Log factors are correlated by e^(-lag/10 s) at multiples of the grid of 1 s. */
  @ParameterizedTest
  @ValueSource(ints = {1, 5, 10, 30})
  void aWaveForgetsAsItsCorrelationTimeSays(int lag) {
    FactorSteps waves = WAVES.kind().steps(WAVES, draws(3));
    int size = 400_000;
    double[] logs = new double[size];
    for (int i = 0; i < size; i++) {
      assertThat(waves.endNanos()).isEqualTo((i + 1) * SECOND);
      logs[i] = StrictMath.log(waves.factor());
      waves.advance();
    }
    double variance = StrictMath.log(1.25);
    double sum = 0;
    for (int i = 0; i < size - lag; i++) {
      sum += (logs[i] + variance / 2) * (logs[i + lag] + variance / 2);
    }
    assertThat(sum / (size - lag) / variance)
        .as("seed 3")
        .isCloseTo(StrictMath.exp(-lag / 10.0), within(0.03));
  }

  @Test
  void stretchesOfTrafficAndSilenceHaveTheirMeansAndTurns() {
    FactorSteps episodes = EPISODES.kind().steps(EPISODES, draws(8));
    boolean on = episodes.factor() > 0;
    double onSeconds = 0;
    double offSeconds = 0;
    int pairs = 20_000;
    for (int i = 0; i < 2 * pairs; i++) {
      long begin = episodes.endNanos();
      episodes.advance();
      on = !on;
      assertThat(episodes.factor()).isCloseTo(on ? 49.0 / 9 : 0, within(1e-12));
      double seconds = (episodes.endNanos() - begin) / 1e9;
      onSeconds += on ? seconds : 0;
      offSeconds += on ? 0 : seconds;
    }
    assertThat(onSeconds / pairs).as("seed 8").isCloseTo(9, withinPercentage(3));
    assertThat(offSeconds / pairs).as("seed 8").isCloseTo(40, withinPercentage(3));
  }

  /** Sojourns of a millisecond keep their mean although they end on whole nanoseconds. */
  @Test
  void shortStretchesLoseNothingToRounding() {
    ModulationSpec spec = onOff("1ms", "3ms");
    double seconds = Steps.seconds(spec.kind().steps(spec, draws(1)), 0, 2000 * SECOND);
    assertThat(seconds).as("seed 1").isCloseTo(2000, withinPercentage(1));
  }

  /**
   * Counts of Poisson requests at a rate of covariance {@code (rate cv)^2 e^(-t/tau)} have {@code
   * var/mean = 1 + rate w cv^2 g(w/tau)} over windows w, {@code g(x) = 2(x - 1 + e^-x)/x^2}.
   */
  @ParameterizedTest
  @CsvSource({"ON_OFF, 1", "ON_OFF, 20", "ON_OFF, 60", "LOGNORMAL, 5", "LOGNORMAL, 60"})
  void countsDisperseOverEveryWindowAsTheCovarianceSays(ModulationKind kind, int windowSeconds) {
    ModulationSpec spec = kind == ModulationKind.ON_OFF ? EPISODES : lognormal(0.5, "7s");
    double tau = kind == ModulationKind.ON_OFF ? 1 / (1 / 9.0 + 1 / 40.0) : 7;
    double square = kind == ModulationKind.ON_OFF ? 40 / 9.0 : 0.25;
    double rate = 2;
    long end = 400 * HOUR;
    double x = windowSeconds / tau;
    double g = 2 * (x - 1 + StrictMath.exp(-x)) / (x * x);
    double wanted = 1 + rate * windowSeconds * square * g;
    double found = dispersion(plan(spec, rate, false, end), end, windowSeconds);
    assertThat(found).as("seed 6").isCloseTo(wanted, withinPercentage(6));
  }

  @Test
  void aNormalisedReplicationHoldsExactlyTheWantedVolume() {
    long from = 600 * SECOND;
    long to = from + 5 * HOUR;
    RateShape shape = new RateShape(null, List.of(WAVES, EPISODES), List.of(), List.of());
    RatePlan plan = RatePlan.of(shape, MONTH, UTC, 4, true, from, to);
    ArrivalSpec even = new ArrivalSpec(ArrivalProcess.CONSTANT, null, null);
    for (int replication = 0; replication < 20; replication++) {
      ArrivalTimes times =
          plan.arrivals(even, new RandomStreams(9, replication), "default", "", to + 600 * SECOND);
      long count = 0;
      for (long at = times.next(); at != ArrivalTimes.NONE; at = times.next()) {
        count += at >= from && at < to ? 1 : 0;
      }
      assertThat(count).as("replication %s", replication).isBetween(71_999L, 72_001L);
    }
  }

  @Test
  void replicationsDifferAndOneReplicationRepeatsItself() {
    RatePlan plan = plan(EPISODES, 4, true, HOUR);
    assertThat(tenth(plan, 0)).isEqualTo(tenth(plan, 0)).isNotEqualTo(tenth(plan, 1));
  }

  /** Under one owner's path, two classes are silent together. */
  @Test
  void classesOfOneOwnerSwellAndFadeTogether() {
    RatePlan plan = plan(EPISODES, 20, false, HOUR);
    long[] a = perSecond(plan, "a", "");
    long[] b = perSecond(plan, "b", "");
    long[] apart = perSecond(plan, "b", "b");
    assertThat(together(a, b)).isGreaterThan(0.95);
    assertThat(together(a, apart)).isLessThan(0.5);
  }

  /** One second on in three hundred days: no scale fills ten silent seconds. */
  @Test
  void aPathThatIsSilentInTheWindowIsLeftSilent() {
    RatePlan plan = plan(onOff("1s", "300d"), 1, true, 10 * SECOND);
    ArrivalTimes times =
        plan.arrivals(ArrivalSpec.POISSON, new RandomStreams(1, 0), "d", "", 10 * SECOND);
    assertThat(times.next()).isEqualTo(ArrivalTimes.NONE);
  }

  @Test
  void aPathThatWouldTakeHoursToWalkIsRefused() {
    assertThatThrownBy(() -> lognormal(0.5, "999us"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("correlation_time (999us) must be at least 1ms. Maybe 1min");
  }

  private static double together(long[] a, long[] b) {
    int same = 0;
    int busy = 0;
    for (int i = 0; i < a.length; i++) {
      busy += a[i] > 0 ? 1 : 0;
      same += a[i] > 0 && b[i] > 0 ? 1 : 0;
    }
    return (double) same / busy;
  }

  private static long[] perSecond(RatePlan plan, String name, String owner) {
    long[] counts = new long[3600];
    ArrivalTimes times =
        plan.arrivals(ArrivalSpec.POISSON, new RandomStreams(4, 0), name, owner, HOUR);
    for (long at = times.next(); at != ArrivalTimes.NONE; at = times.next()) {
      counts[(int) (at / SECOND)]++;
    }
    return counts;
  }

  private static long tenth(RatePlan plan, int replication) {
    ArrivalTimes times =
        plan.arrivals(ArrivalSpec.POISSON, new RandomStreams(1, replication), "d", "", HOUR);
    long at = 0;
    for (int i = 0; i < 10; i++) {
      at = times.next();
    }
    return at;
  }

  private static double dispersion(RatePlan plan, long end, int windowSeconds) {
    long[] counts = new long[(int) (end / (windowSeconds * SECOND))];
    ArrivalTimes times = plan.arrivals(ArrivalSpec.POISSON, new RandomStreams(6, 0), "d", "", end);
    for (long at = times.next(); at != ArrivalTimes.NONE; at = times.next()) {
      int window = (int) (at / (windowSeconds * SECOND));
      if (window < counts.length) {
        counts[window]++;
      }
    }
    double sum = 0;
    double squares = 0;
    for (long count : counts) {
      sum += count;
      squares += (double) count * count;
    }
    double mean = sum / counts.length;
    return (squares / counts.length - mean * mean) / mean;
  }

  private static RatePlan plan(ModulationSpec spec, double rate, boolean normalize, long to) {
    RateShape shape = new RateShape(null, List.of(spec), List.of(), List.of());
    return RatePlan.of(shape, MONTH, UTC, rate, normalize, 0, to);
  }

  private static ModulationSpec lognormal(double cv, String time) {
    return new ModulationSpec(ModulationKind.LOGNORMAL, cv, TimeSpan.valueOf(time), null, null);
  }

  private static ModulationSpec onOff(String on, String off) {
    return new ModulationSpec(
        ModulationKind.ON_OFF, null, null, TimeSpan.valueOf(on), TimeSpan.valueOf(off));
  }

  private static RandomStream draws(int path) {
    return new RandomStreams(path, 0).stream("", "modulation 0");
  }
}
