package dev.crossover.experiments.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StrictYamlTest {
  /** One of each type that binds. */
  record Sample(
      @Nullable String text,
      @Nullable Integer count,
      @Nullable Long big,
      @Nullable Double ratio,
      @Nullable Boolean flag,
      @Nullable BigDecimal money,
      @Nullable LocalDate day,
      @Nullable Color paintColor,
      @Nullable List<Inner> list,
      @Nullable Map<String, Double> map) {}

  /** A mapping, or its text alone. */
  record Inner(String key) {
    static Inner valueOf(String text) {
      return new Inner("from " + text);
    }
  }

  enum Color {
    DARK_RED,
    BLUE
  }

  @Test
  void everyTypeIsReadAsWritten() {
    Sample sample =
        bind(
            """
            text: "010"
            count: -7
            big: 9223372036854775807
            ratio: 2.5e-3
            flag: false
            money: 8167.680
            day: 2026-01-05
            paint_color: dark_red
            list: [{key: a}, b]
            map: {p99.9: 3, p50: 1.5}
            """);

    assertThat(sample)
        .isEqualTo(
            new Sample(
                "010",
                -7,
                Long.MAX_VALUE,
                0.0025,
                false,
                new BigDecimal("8167.680"),
                LocalDate.of(2026, 1, 5),
                Color.DARK_RED,
                List.of(new Inner("a"), new Inner("from b")),
                Map.of("p99.9", 3.0, "p50", 1.5)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "count: 1.0",
        "count: 0x1F",
        "count: 1_000",
        "count: 017",
        "count: +",
        "count: 2147483648",
        "big: 9223372036854775808",
        "ratio: .5",
        "ratio: 1e999",
        "ratio: NaN",
        "ratio: Infinity",
        "ratio: 1,5",
        "money: 1e99999",
        "flag: yes",
        "flag: True",
        "day: 2026-13-01",
        "day: 5 January",
        "paint_color: DARK_RED",
        "text:",
        "text: ~",
        "text: null",
        "text: [a]",
        "list: {key: a}",
        "list: [{key: a, key: b}]",
        "list: [{}]",
        "map: [1]",
        "map: {a: b}",
        "TEXT: a",
        "? {a: b}\n: c",
      })
  void whateverIsNotExactlyTheTypeIsRefused(String yaml) {
    assertThatThrownBy(() -> bind(yaml))
        .isInstanceOf(UserInputException.class)
        .hasMessageStartingWith("sample.yaml:1:");
  }

  @Test
  void aByteOrderMarkAndWindowsLineEndsAreFine() {
    assertThat(bind("\uFEFFtext: a\r\ncount: 3\r\n").count()).isEqualTo(3);
  }

  @Test
  void columnsCountCharactersFromOne() {
    assertThatThrownBy(() -> bind("text: \"\uD83D\uDE00\" # smile\nlist: [\u00e9, {kee: b}]"))
        .hasMessage(
            """
            sample.yaml:2:11: list[1]: key is missing. Maybe add it?
            sample.yaml:2:12: list[1].kee: unknown key. Maybe key?""");
  }

  @Test
  void theFilesHashIsThatOfItsBytes() {
    byte[] bytes = "text: a\n".getBytes(StandardCharsets.UTF_8);

    assertThat(StrictYaml.parse(new String(bytes, StandardCharsets.UTF_8), "a").sha256())
        .isEqualTo(sha256OfTextA());
  }

  /** From {@code printf 'text: a\n' | sha256sum}. */
  private static String sha256OfTextA() {
    return "baba599222e545916e2555eff60ffdab477958f1a67e4055c4f060765a2cab83";
  }

  private static Sample bind(String yaml) {
    return StrictYaml.parse(yaml, "sample.yaml").bind(Sample.class);
  }
}
