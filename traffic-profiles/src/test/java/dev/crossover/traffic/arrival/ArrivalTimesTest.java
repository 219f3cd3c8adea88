package dev.crossover.traffic.arrival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.crossover.engine.kernel.RandomStream;
import dev.crossover.engine.kernel.RandomStreams;
import dev.crossover.engine.units.TimeSpan;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArrivalTimesTest {
  private static final long HOUR = 3_600_000_000_000L;
  private static final double TEN_MILLION_A_MONTH = 1e7 / (720 * 3600);
  private static final TimeSpan MONTH = TimeSpan.valueOf("720h");
  private static final LocalDateTime MONDAY = LocalDateTime.of(2026, 1, 5, 0, 0);
  private static final LocalCalendar UTC = new LocalCalendar(MONDAY, ZoneOffset.UTC);
  private static final ArrivalSpec CONSTANT = new ArrivalSpec(ArrivalProcess.CONSTANT, null, null);

  @Test
  void aSteadyWeekHasTheShapeOfPoissonTraffic() {
    TrafficShape shape = TrafficShape.of(times(ArrivalSpec.POISSON, 4, 168), 168);
    assertThat(shape.peakToMeanMinute()).isCloseTo(1.25, withinPercentage(6));
    assertThat(shape.peakToMeanHour()).isCloseTo(1.02, withinPercentage(2));
    assertThat(shape.idcMinute()).isCloseTo(1.0, withinPercentage(6));
    assertThat(shape.gapCv()).isCloseTo(1.0, withinPercentage(0.5));
  }

  @Tag("long")
  @Test
  void twentySteadyWeeksMeetTheTargets() {
    TrafficShape shape = meanShape(ArrivalSpec.POISSON, 20);
    assertThat(shape.peakToMeanSecond()).isCloseTo(4.2, withinPercentage(5));
    assertThat(shape.peakToMeanMinute()).isCloseTo(1.25, withinPercentage(5));
    assertThat(shape.peakToMeanHour()).isCloseTo(1.02, withinPercentage(5));
    assertThat(shape.idcMinute()).isCloseTo(1.0, withinPercentage(10));
    assertThat(shape.gapCv()).isCloseTo(1.0, withinPercentage(5));
  }

  @Test
  void aBurstyWeekHasTheShapeOfGammaTraffic() {
    TrafficShape shape = TrafficShape.of(times(gamma(0.5), 4, 168), 168);
    assertThat(shape.peakToMeanMinute()).isCloseTo(1.38, withinPercentage(8));
    assertThat(shape.peakToMeanHour()).isCloseTo(1.03, withinPercentage(2));
    assertThat(shape.idcMinute()).isCloseTo(2.0, withinPercentage(8));
    assertThat(shape.gapCv()).isCloseTo(1.414, withinPercentage(0.5));
  }

  /**
   * The peak second needs the more seeds: its mean over 200 of them is 5.92 here and in an
   * independent simulation, near the upper edge of what the target allows, and 20 scatter by 1.5 %.
   */
  @Tag("long")
  @Test
  void aHundredBurstyWeeksMeetTheTargets() {
    TrafficShape shape = meanShape(gamma(0.5), 100);
    assertThat(shape.peakToMeanSecond()).isCloseTo(5.7, withinPercentage(5));
    assertThat(shape.peakToMeanMinute()).isCloseTo(1.38, withinPercentage(5));
    assertThat(shape.peakToMeanHour()).isCloseTo(1.03, withinPercentage(5));
    assertThat(shape.idcMinute()).isCloseTo(2.0, withinPercentage(10));
    assertThat(shape.gapCv()).isCloseTo(1.42, withinPercentage(5));
  }

  /** Any phase of equal gaps puts exactly n of them into a window of n. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void equalGapsHitAWholeNumberOfRequestsExactly(long seed) {
    RatePlan plan = normalised(chatWeek(Interpolation.LINEAR), 0.25, 30 * 24 * HOUR);
    assertThat(drain(arrivals(CONSTANT, plan, seed, 30 * 24 * HOUR))).hasSize(648_000);
  }

  @Test
  void equalGapsAreEqualInTimeWhenTheRateIsConstant() {
    RatePlan plan = plan(null, 2);
    List<Long> times = drain(arrivals(CONSTANT, plan, 1, HOUR));
    assertThat(times).hasSize(7200);
    for (int i = 1; i < times.size(); i++) {
      assertThat(times.get(i) - times.get(i - 1)).isBetween(499_999_999L, 500_000_001L);
    }
  }

  /** Gap 0 is stationary, so no process owes or gains requests at the start. */
  @ParameterizedTest
  @ValueSource(doubles = {0.2, 0.5, 1, 4})
  void theExpectedCountOfAShortWindowIsItsShare(double shape) {
    RatePlan plan = plan(null, 1);
    long count = 0;
    int windows = 20_000;
    for (int seed = 0; seed < windows; seed++) {
      ArrivalTimes times = arrivals(gamma(shape), plan, seed, 3_000_000_000L);
      while (times.next() != ArrivalTimes.NONE) {
        count++;
      }
    }
    double standardError = StrictMath.sqrt(3 / Math.min(shape, 1) * 2 / windows);
    assertThat((double) count / windows).isCloseTo(3, within(4 * standardError));
  }

  @Test
  void theMeanCountOverSeedsIsTheNormalisedVolume() {
    RatePlan plan = normalised(chatWeek(Interpolation.LINEAR), 0.01, 30 * 24 * HOUR);
    double wanted = 0.01 * 30 * 24 * 3600;
    int seeds = 40;
    long total = 0;
    for (int seed = 0; seed < seeds; seed++) {
      total += drain(arrivals(ArrivalSpec.POISSON, plan, seed, 30 * 24 * HOUR)).size();
    }
    assertThat((double) total)
        .isCloseTo(wanted * seeds, within(4 * StrictMath.sqrt(wanted * seeds)));
  }

  /** Counts per hour of the week against the table: the season arrives as it is written. */
  @ParameterizedTest
  @EnumSource(Interpolation.class)
  void theSeasonIsRealisedHourByHour(Interpolation interpolation) {
    int weeks = 4;
    RatePlan plan = plan(chatWeek(interpolation), 0.5);
    long[] counts = new long[168];
    ArrivalTimes times = arrivals(ArrivalSpec.POISSON, plan, 11, weeks * 168 * HOUR);
    for (long at = times.next(); at != ArrivalTimes.NONE; at = times.next()) {
      counts[(int) (at / HOUR % 168)]++;
    }
    double[] table = SeasonPreset.AZURE_CHAT_2024.hourOfWeek();
    double scale = 0.5 * 3600 * weeks * 168 / Arrays.stream(table).sum();
    double statistic = 0;
    for (int hour = 0; hour < 168; hour++) {
      double expected = table[hour] * scale;
      statistic += (counts[hour] - expected) * (counts[hour] - expected) / expected;
    }
    ChiSquaredDistribution law = new ChiSquaredDistribution(168);
    assertThat(law.cumulativeProbability(statistic)).as("seed 11").isBetween(0.0005, 0.9995);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.3, 1, 3})
  void noRequestComesLaterWhenTheRateIsHigher(double shape) {
    SeasonalitySpec week = chatWeek(Interpolation.LINEAR);
    ArrivalTimes slow = arrivals(gamma(shape), plan(week, 0.10), 3, 168 * HOUR);
    ArrivalTimes fast = arrivals(gamma(shape), plan(week, 0.11), 3, 168 * HOUR);
    long later = slow.next();
    int compared = 0;
    while (later != ArrivalTimes.NONE) {
      assertThat(fast.next()).isBetween(0L, later);
      later = slow.next();
      compared++;
    }
    assertThat(compared).isGreaterThan(50_000);
  }

  @Test
  void timesNeverDecreaseAndEndBeforeTheEnd() {
    ArrivalTimes times = times(gamma(0.05), 9, 24);
    long last = 0;
    long count = 0;
    for (long at = times.next(); at != ArrivalTimes.NONE; at = times.next()) {
      assertThat(at).isBetween(last, 24 * HOUR - 1);
      last = at;
      count++;
    }
    assertThat(count).isGreaterThan(200_000);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.05, 0.5, 1, 2.5, 40})
  void gammaGapsFollowTheGammaLaw(double shape) {
    GammaGaps gaps = new GammaGaps(shape);
    RandomStream draws = draws(5);
    double[] sample =
        IntStream.rangeClosed(1, 20_000).mapToDouble(i -> gaps.gap(draws, i)).toArray();
    GammaDistribution law = new GammaDistribution(null, shape, 1 / shape);
    double distance = new KolmogorovSmirnovTest().kolmogorovSmirnovStatistic(law, sample);
    assertThat(distance).as("seed 5").isLessThan(1.95 / StrictMath.sqrt(sample.length));
  }

  @Test
  void twentyYearsOfSparseTrafficNeedNoGrid() {
    long end = 20L * 365 * 24 * HOUR;
    RatePlan plan = normalised(chatWeek(Interpolation.LINEAR), 1.0 / 3600, end);
    long count = drain(arrivals(CONSTANT, plan, 2, end)).size();
    assertThat(count).isEqualTo(20L * 365 * 24);
  }

  private static TrafficShape meanShape(ArrivalSpec spec, int seeds) {
    List<TrafficShape> shapes = new ArrayList<>();
    for (int seed = 1; seed <= seeds; seed++) {
      shapes.add(TrafficShape.of(times(spec, seed, 168), 168));
    }
    return TrafficShape.mean(shapes);
  }

  private static ArrivalTimes times(ArrivalSpec spec, long seed, int hours) {
    RatePlan plan = plan(null, TEN_MILLION_A_MONTH);
    return arrivals(spec, plan, seed, hours * HOUR);
  }

  private static ArrivalTimes arrivals(ArrivalSpec spec, RatePlan plan, long seed, long endNanos) {
    return plan.arrivals(spec, new RandomStreams(seed, 0), "default", "", endNanos);
  }

  private static RatePlan plan(@Nullable SeasonalitySpec season, double perSecond) {
    return RatePlan.of(shape(season), MONTH, UTC, perSecond, false, 0, 1);
  }

  private static RatePlan normalised(SeasonalitySpec season, double perSecond, long toNanos) {
    return RatePlan.of(shape(season), MONTH, UTC, perSecond, true, 0, toNanos);
  }

  private static RateShape shape(@Nullable SeasonalitySpec season) {
    return new RateShape(season, List.of(), List.of(), List.of());
  }

  private static SeasonalitySpec chatWeek(Interpolation interpolation) {
    return new SeasonalitySpec("azure-chat-2024", null, null, null, null, interpolation);
  }

  private static ArrivalSpec gamma(double shape) {
    return new ArrivalSpec(ArrivalProcess.GAMMA, shape, null);
  }

  private static RandomStream draws(long seed) {
    return new RandomStreams(seed, 0).stream("default", "arrival");
  }

  private static List<Long> drain(ArrivalTimes times) {
    List<Long> all = new ArrayList<>();
    for (long at = times.next(); at != ArrivalTimes.NONE; at = times.next()) {
      all.add(at);
    }
    return all;
  }
}
