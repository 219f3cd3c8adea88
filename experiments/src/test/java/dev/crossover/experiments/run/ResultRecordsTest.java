package dev.crossover.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultRecordsTest {
  @Test
  void everyArrivalHasExactlyOneFate() {
    assertThatThrownBy(() -> new RequestCounts(10, 8, 1, 0, 0, Map.of("closed", 1L), null))
        .hasMessage("10 arrived, but 8 completed + 1 rejected + 0 failed + 0 unfinished");
    assertThatThrownBy(() -> new RequestCounts(0, 1, -1, 0, 0, Map.of(), null))
        .hasMessageContaining("negative");
  }

  @Test
  void reasonsSumToWhatWasRejectedAndFailed() {
    assertThatThrownBy(() -> new RequestCounts(10, 7, 1, 2, 0, Map.of("closed", 1L), null))
        .hasMessage("1 rejected + 2 failed, but reasons sum to 1");
  }

  @Test
  void theLinesOfABillSumExactlyToItsTotals() {
    CostLine line = line("0.1", "3");
    assertThat(cost("0.3", "0.3", line).lines()).containsExactly(line);
    assertThatThrownBy(() -> cost("0.30000000000000001", "0.30000000000000001", line))
        .hasMessageContaining("lines sum to 0.3 USD, not to monthly_usd");
    assertThatThrownBy(() -> cost("0.3", "0.4", line)).hasMessageContaining("first_month_usd");
  }

  @Test
  void aLineIsQuantityTimesPrice() {
    assertThatThrownBy(
            () ->
                new CostLine("GPU", BigDecimal.ONE, "hour", BigDecimal.ONE, new BigDecimal("1.01")))
        .hasMessage("GPU: 1.01 USD is not 1 times 1");
  }

  @Test
  void equalAmountsAreEqualRecordsHoweverTheyAreWritten() {
    assertThat(line("100", "1.50")).isEqualTo(line("1E+2", "1.5"));
  }

  @Test
  void quantilesRiseAndAreFinite() {
    assertThatThrownBy(() -> new Quantiles(1, 2, 1, 3, 4, 5, 6)).hasMessageContaining("fall");
    assertThatThrownBy(() -> new Quantiles(Double.NaN, 1, 1, 1, 1, 1, 1))
        .hasMessageContaining("mean (NaN)");
    assertThatThrownBy(() -> new Quantiles(1, 1, 1, 1, 1, 1, Double.POSITIVE_INFINITY))
        .hasMessageContaining("max");
  }

  @Test
  void anSloIsMetWhenAllItsTermsAre() {
    SloTerm missed = new SloTerm("ttft_p99", 0.5, 0.6, false, null, null);
    assertThatThrownBy(() -> new SloResult(true, false, List.of(missed), null))
        .hasMessageContaining("not all");
    assertThat(new SloResult(false, false, List.of(missed), null).met()).isFalse();
  }

  @Test
  void successIsUnknownWhenNothingArrived() {
    assertThat(new RequestCounts(0, 0, 0, 0, 0, Map.of(), null).success()).isNull();
    assertThat(new RequestCounts(4, 3, 0, 0, 1, Map.of(), null).success()).isEqualTo(0.75);
  }

  @Test
  void onlyADecidedVerdictCanSurprise() {
    assertThat(claim(Verdict.FAILS, Verdict.HOLDS).surprises()).isTrue();
    assertThat(claim(Verdict.FAILS, Verdict.FAILS).surprises()).isFalse();
    assertThat(claim(Verdict.HOLDS, Verdict.UNDECIDED).surprises()).isFalse();
  }

  @Test
  void mapsKeepTheirOrderAndCannotBeChanged() {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String path : List.of("z", "a", "m")) {
      parameters.put(path, "1");
    }
    PointResult point = new PointResult(parameters, List.of());
    parameters.clear();
    assertThat(point.parameters().keySet()).containsExactly("z", "a", "m");
    assertThatThrownBy(() -> point.parameters().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  private static ClaimResult claim(Verdict expected, Verdict found) {
    return new ClaimResult("id", "says", null, Map.of(), 1.0, null, 1, 0.1, expected, found);
  }

  private static CostLine line(String quantity, String price) {
    BigDecimal units = new BigDecimal(quantity);
    BigDecimal usd = new BigDecimal(price);
    return new CostLine("item", units, "hour", usd, units.multiply(usd));
  }

  private static CostResult cost(String monthlyUsd, String firstMonthUsd, CostLine line) {
    return new CostResult(
        new BigDecimal(monthlyUsd),
        new BigDecimal(firstMonthUsd),
        List.of(line),
        List.of(),
        null,
        null,
        null,
        null);
  }
}
