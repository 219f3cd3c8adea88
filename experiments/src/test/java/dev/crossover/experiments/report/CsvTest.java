package dev.crossover.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "=", "-", "1.-"})
  void aCellThatCouldBeAFormulaIsQuotedAndLedByAnApostrophe(String text) {
    String expected = text.equals("1.-") ? "1.-" : "\"'" + text + "\"";
    assertThat(Csv.cell(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-5", "+5", "-0.25", "12", "3.5", "-07"})
  void aPlainNumberStaysANumber(String text) {
    assertThat(Csv.cell(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1e5", "-.5", "-5.", "-1-1", "+1 ", "-٣"})
  void whatOnlyLooksLikeANumberIsGuarded(String text) {
    assertThat(Csv.cell(text)).isEqualTo("\"'" + text + "\"");
  }

  @Test
  void commasQuotesAndLineBreaksAreQuoted() {
    assertThat(Csv.cell("a,b")).isEqualTo("\"a,b\"");
    assertThat(Csv.cell("say \"hi\"")).isEqualTo("\"say \"\"hi\"\"\"");
    assertThat(Csv.cell("two\nlines")).isEqualTo("\"two\nlines\"");
    assertThat(Csv.cell(" led by a space")).isEqualTo("\" led by a space\"");
    assertThat(Csv.cell("=\"x\"")).isEqualTo("\"'=\"\"x\"\"\"");
    assertThat(Csv.cell("plain")).isEqualTo("plain");
  }

  @Test
  void aRowHoldsNumbersInTheirOneFormAndEmptyCellsForNull() {
    StringBuilder out = new StringBuilder();
    Csv.appendRow(Arrays.asList(1L, null, -0.5, new BigDecimal("2.50"), true, "x"), out);
    assertThat(out).hasToString("1,,-0.5,2.5,true,x\n");
  }
}
