package dev.crossover.traffic.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossover.engine.units.Rate;
import dev.crossover.traffic.arrival.ArrivalProcess;
import dev.crossover.traffic.arrival.ArrivalSpec;
import dev.crossover.traffic.arrival.DayWeights;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileSpecTest {
  private static final String GOOD = "rate: 1M/month\nprompt: 100\noutput: 10\n";

  @Test
  void whatIsLeftOutHasItsDefault() {
    ProfileSpec spec = ProfileYaml.bind(GOOD);
    assertThat(spec.rate()).isEqualTo(Rate.valueOf("1M/month"));
    assertThat(spec.calendar().start()).isEqualTo(LocalDateTime.of(2026, 1, 5, 0, 0));
    assertThat(spec.calendar().zone()).isEqualTo(ZoneId.of("UTC"));
    assertThat(spec.load().arrivals().gammaShape()).isEqualTo(1);
    assertThat(spec.normalized()).isTrue();
    assertThat(spec.requests().outputLimit()).isZero();
  }

  @Test
  void aGapCvIsAnotherWayToWriteBurstiness() {
    ProfileSpec spec = ProfileYaml.bind(GOOD + "arrival: {process: gamma, cv: 2}");
    assertThat(spec.load().arrivals().gammaShape()).isEqualTo(0.25);
  }

  @Test
  void numbersThatAreNoneAreRefused() {
    assertThatThrownBy(() -> new ArrivalSpec(ArrivalProcess.GAMMA, Double.NaN, null))
        .hasMessageContaining("burstiness must lie between");
    assertThatThrownBy(() -> new DayWeights(Double.NaN, null, null, null, null, null, null))
        .hasMessageContaining("0 or more");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          arrival: {process: gamma}                              | process gamma needs burstiness or cv
          arrival: {process: gamma, burstiness: 1, cv: 1}        | say the same thing
          arrival: {process: poisson, cv: 1}                     | belong to process gamma
          arrival: {process: gamma, burstiness: 0}               | burstiness must lie between
          arrival: {process: gamma, cv: -1}                      | burstiness must lie between
          seasonality: {}                                        | not none
          seasonality: {preset: flat, day_of_week: {sat: 0}}     | not several
          seasonality: {preset: azure}                           | Maybe one of azure-chat-2024
          seasonality: {hour_of_day: [1, 2]}                     | hour_of_day has 2 values, not 24
          seasonality: {hour_of_week: [1, 2]}                    | hour_of_week has 2 values, not 168
          seasonality: {day_of_week: {sat: -1}}                  | a day's weight must be 0 or more
          seasonality: {day_of_week: {mon: 0, tue: 0, wed: 0, thu: 0, fri: 0, sat: 0, sun: 0}} | every hour is 0
          seasonality: {interpolate: cubic, preset: flat}        | cubic
          timezone: Mars/Olympus                                 | is not an IANA name
          start: 1066-10-14T09:00                                | must lie between 1970 and 2200
          max_tokens: 0                                          | max_tokens (0) must lie between 1
          replay: {file: a.csv}                                  | rate has no effect beside replay
          prefix: {groups: 3}                                    | needs either tokens or choices
          prefix: {tokens: 0}                                    | tokens (0) must lie between 1
          prefix: {tokens: 9, groups: 0}                         | groups (0) must lie between 1 and 1000000
          prefix: {tokens: 9, popularity: zipf}                  | Maybe uniform, or {zipf: 1.1}
          prefix: {tokens: 9, popularity: {zipf: 0}}             | zipf (0.0) must lie above 0
          prefix: {tokens: 9, choices: [{tokens: 9}]}            | needs either tokens or choices
          prefix: {groups: 2, choices: [{tokens: 9}]}            | choices leave no room for groups
          prefix: {choices: []}                                  | choices is empty
          prefix: {choices: [{tokens: 9, weight: 0}]}            | weight (0.0) must be above 0
          stages: []                                             | stages is empty
          """)
  void badProfilesAreRefusedWithAdvice(String line, String message) {
    assertThatThrownBy(() -> ProfileYaml.bind(GOOD + line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0                                                  | must lie between 1 and 100000000 tokens
          many                                               | is not a count
          {distribution: lognormal}                          | no parameter does not determine
          {distribution: lognormal, p50: 100}                | p50 does not determine the distribution
          {distribution: lognormal, p50: 100, mean: 3, cv: 1}| p50 and mean and cv does not determine
          {distribution: lognormal, p50: 100, p99: 90}       | Maybe p99 is not above p50
          {distribution: lognormal, p50: -1, sigma: 1}       | p50 (-1.0) must lie above 0
          {distribution: lognormal, mean: 5, cv: 1, min: 9, max: 8} | min (9) is above max (8)
          {distribution: lognormal, mean: 5, cv: 1, min: 0}  | min and max must lie between 1
          {distribution: constant, mean: 1.5}                | must be a whole number
          {distribution: constant, mean: 5, max: 3}          | has no min or max
          {distribution: cauchy, p50: 3}                     | cauchy
          {p50: 100, p99: 200}                               | needs either distribution or quantiles
          {quantiles: {}}                                    | quantiles are empty
          {quantiles: {p50: 10, p90: 5}}                     | is below a lower one (10.0)
          {quantiles: {p50: 10, p50.0: 10}}                  | is given twice
          {quantiles: {p101: 10}}                            | quantile 'p101' is not between p0 and p100
          {quantiles: {median: 10}}                          | quantile 'median' is not
          {quantiles: {p0: 0}}                               | p0 (0.0) must lie between 1
          {quantiles: {p50: 10}, p50: 10}                    | quantiles leave no room for p50
          """)
  void badLengthsAreRefusedWithAdvice(String prompt, String message) {
    assertThatThrownBy(() -> ProfileYaml.bind("rate: 1/s\noutput: 10\nprompt: " + prompt))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {prompt: 1, output: 1}                     | rate is missing
          {rate: 1/s, output: 1}                     | prompt is missing
          {rate: 1/s, prompt: 1}                     | output is missing
          {rate: 0/s, prompt: 1, output: 1}          | rate must be above 0
          {replay: {file: ""}}                       | file is empty
          {replay: {file: a, time_scale: 0}}         | time_scale (0.0) must lie between
          {replay: {file: a, window: {from: 2h, to: 1h}}} | window is empty: to (1h) is not after from (2h)
          {replay: {file: a, format: parquet}}       | parquet
          {replay: {file: a}, seasonality: {preset: flat}} | seasonality has no effect beside replay
          """)
  void whatIsNeededMustBeThere(String text, String message) {
    assertThatThrownBy(() -> ProfileYaml.bind(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
