package dev.crossover.experiments.report;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of comma-separated values (RFC 4180 with line feeds) that a spreadsheet reads as what they
 * are: a cell that would start a formula is quoted and led by an apostrophe, plain numbers
 * excepted.
 */
final class Csv {
  private static final String FORMULA_STARTS = "=+-@\t\r";

  private Csv() {}

  static void appendRow(List<? extends @Nullable Object> cells, StringBuilder out) {
    String separator = "";
    for (Object cell : cells) {
      out.append(separator).append(cell(cell));
      separator = ",";
    }
    out.append('\n');
  }

  /** The text of one value: null is an empty cell, a number is written by {@link DecimalText}. */
  static String cell(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof Double number) {
      return DecimalText.of(number);
    }
    if (value instanceof BigDecimal number) {
      return DecimalText.of(number);
    }
    return escaped(value.toString());
  }

  private static String escaped(String text) {
    if (startsFormula(text)) {
      return quoted("'" + text);
    }
    boolean plain =
        text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
            && text.strip().length() == text.length();
    return plain ? text : quoted(text);
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }

  private static boolean startsFormula(String text) {
    return !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 && !isNumber(text);
  }

  /** Sign, digits, at most one point with digits on both sides: no formula reads like that. */
  private static boolean isNumber(String text) {
    int at = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    int point = text.indexOf('.', at);
    String whole = point < 0 ? text.substring(at) : text.substring(at, point);
    String fraction = point < 0 ? "0" : text.substring(point + 1);
    return allDigits(whole) && allDigits(fraction);
  }

  private static boolean allDigits(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
