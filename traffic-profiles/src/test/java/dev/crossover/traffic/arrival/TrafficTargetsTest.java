package dev.crossover.traffic.arrival;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossover.engine.kernel.RandomStreams;
import dev.crossover.engine.units.TimeSpan;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A week of 10 million requests a month under each kind of burst, beside the figures wanted of it.
 * The mean of 20 seeds must lie within 5 % of them, the index of dispersion within 10 %. Each row
 * is printed; {@code -Dcrossover.seeds=200} takes more seeds.
 */
@Tag("long")
class TrafficTargetsTest {
  private static final int HOURS = 168;
  private static final long WEEK_NANOS = HOURS * 3_600_000_000_000L;
  private static final double PER_SECOND = 3.858;

  /** A profile's arrivals and the wanted peak over mean by 1 s, 1 min and 1 h, IDC and gap CV. */
  enum Row {
    STEADY(ArrivalSpec.POISSON, RateShape.FLAT, 4.2, 1.25, 1.02, 1.0, 1.00),
    GAMMA_0_5(
        new ArrivalSpec(ArrivalProcess.GAMMA, 0.5, null),
        RateShape.FLAT,
        5.7,
        1.38,
        1.03,
        2.0,
        1.42),
    ON_OFF(ArrivalSpec.POISSON, modulated(null, onOff(2.14, 7.1)), 11.6, 5.7, 1.34, 221, 15.8),
    CHAT_WEEKLY(
        ArrivalSpec.POISSON,
        modulated("azure-chat-2024", lognormal(0.065, "2min")),
        5.0,
        2.02,
        1.65,
        21,
        1.10),
    AZURE_CODE_2024(
        ArrivalSpec.POISSON,
        modulated("azure-code-2024", lognormal(0.10, "2min")),
        7.4,
        3.79,
        3.02,
        165,
        1.73),
    FLASH_CROWD(ArrivalSpec.POISSON, spiked(), 15, 10.0, 6.6, 55, 1.03);

    private final ArrivalSpec arrival;
    private final RateShape shape;
    private final double[] wanted;

    Row(ArrivalSpec arrival, RateShape shape, double... wanted) {
      this.arrival = arrival;
      this.shape = shape;
      this.wanted = wanted;
    }

    double[] mean(int seeds) {
      return TrafficShape.mean(
              IntStream.rangeClosed(1, seeds)
                  .mapToObj(seed -> TrafficShape.of(arrivals(seed), HOURS))
                  .toList())
          .figures();
    }

    ArrivalTimes arrivals(int seed) {
      return week(arrival, shape, seed);
    }
  }

  /** The arrivals of one normalised week. */
  static ArrivalTimes week(ArrivalSpec arrival, RateShape shape, int seed) {
    LocalCalendar utc = new LocalCalendar(LocalDateTime.of(2026, 1, 5, 0, 0), ZoneOffset.UTC);
    TimeSpan month = TimeSpan.valueOf("720h");
    RatePlan plan = RatePlan.of(shape, month, utc, PER_SECOND, true, 0, WEEK_NANOS);
    return plan.arrivals(arrival, new RandomStreams(seed, 0), "default", "", WEEK_NANOS);
  }

  @ParameterizedTest
  @EnumSource(Row.class)
  void aWeekHasTheShapeWantedOfIt(Row row) {
    double[] found = row.mean(Integer.getInteger("crossover.seeds", 20));
    StringBuilder line = new StringBuilder("%-16s".formatted(row));
    SoftAssertions within = new SoftAssertions();
    for (int i = 0; i < found.length; i++) {
      Figure figure = Figure.values()[i];
      double error = found[i] / row.wanted[i] - 1;
      line.append(
          String.format(
              Locale.ROOT,
              "  %s %.4g of %.4g (%+.1f %%)",
              figure,
              found[i],
              row.wanted[i],
              error * 100));
      within.assertThat(Math.abs(error)).as("%s %s", row, figure).isLessThanOrEqualTo(figure.limit);
    }
    System.out.println(line);
    within.assertAll();
    assertThat(found).hasSameSizeAs(row.wanted);
  }

  /** The columns in their order and how far a mean may lie from what is wanted. */
  private enum Figure {
    PEAK_1S(0.05),
    PEAK_1MIN(0.05),
    PEAK_1H(0.05),
    IDC_60S(0.10),
    CV(0.05);

    private final double limit;

    Figure(double limit) {
      this.limit = limit;
    }
  }

  static RateShape modulated(@Nullable String preset, ModulationSpec modulation) {
    SeasonalitySpec season =
        preset == null ? null : new SeasonalitySpec(preset, null, null, null, null, null);
    return new RateShape(season, List.of(modulation), List.of(), List.of());
  }

  private static RateShape spiked() {
    SpikeSpec spike =
        new SpikeSpec(
            SpikeTime.valueOf("day 3 15:00"),
            10,
            TimeSpan.valueOf("2min"),
            TimeSpan.valueOf("15min"),
            TimeSpan.valueOf("30min"),
            null);
    return new RateShape(null, List.of(), List.of(), List.of(spike));
  }

  static ModulationSpec lognormal(double cv, String correlationTime) {
    return new ModulationSpec(
        ModulationKind.LOGNORMAL, cv, TimeSpan.valueOf(correlationTime), null, null);
  }

  /** On/off has cv^2 = off/on and forgets at the rate 1/on + 1/off. */
  private static ModulationSpec onOff(double cv, double correlationSeconds) {
    double on = correlationSeconds * (1 + 1 / (cv * cv));
    double off = on * cv * cv;
    return new ModulationSpec(ModulationKind.ON_OFF, null, null, seconds(on), seconds(off));
  }

  private static TimeSpan seconds(double seconds) {
    return new TimeSpan(Math.round(seconds * 1e9));
  }
}
