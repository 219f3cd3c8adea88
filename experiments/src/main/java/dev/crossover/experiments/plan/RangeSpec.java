package dev.crossover.experiments.plan;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Values given by their ends: {@code {from: 1, to: 4}}, {@code {from: 1M/month, to: 10M/month,
 * step: 3M/month}}, {@code {from: 1, to: 64, points: 7, log: true}}.
 *
 * @param from first value, with or without a unit
 * @param to last value unless the step passes it, in the unit of {@code from}
 * @param step 1 unless given; excludes {@code points}
 * @param points number of values, ends included
 * @param log whether neighbours have the same ratio rather than the same difference
 */
public record RangeSpec(
    String from,
    String to,
    @Nullable String step,
    @Nullable Integer points,
    @Nullable Boolean log) {
  private static final int MAX_VALUES = 1_000;
  private static final MathContext SHORT = new MathContext(6, RoundingMode.HALF_EVEN);
  private static final Pattern FORM =
      Pattern.compile("(-?[0-9]{1,18}(?:\\.[0-9]{1,9})?)([a-zA-Z%/ ]*)");

  public RangeSpec {
    BigDecimal first = number("from", from, from);
    BigDecimal last = number("to", to, from);
    require(first.compareTo(last) <= 0, "from is above to (" + from + ", " + to + "). Maybe swap?");
    require(step == null || points == null, "step and points exclude each other. Maybe drop step?");
    require(
        step == null || number("step", step, from).signum() > 0, "step must be above 0. Maybe 1?");
    require(
        points == null || (points >= 2 && points <= MAX_VALUES),
        "points must lie between 2 and " + MAX_VALUES + ". Maybe 10?");
    boolean geometric = log != null && log;
    require(!geometric || points != null, "log needs points. Maybe points: 5");
    require(!geometric || first.signum() > 0, "from must be above 0 where log is true. Maybe 1?");
  }

  /** The values in ascending order, in the unit of the ends. */
  List<String> values() {
    BigDecimal first = number("from", from, from);
    BigDecimal last = number("to", to, from);
    List<BigDecimal> numbers = points == null ? stepped(first, last) : spaced(first, last, points);
    String unit = unit(from);
    return numbers.stream().map(number -> number.toPlainString() + unit).toList();
  }

  private List<BigDecimal> stepped(BigDecimal first, BigDecimal last) {
    BigDecimal by = step == null ? BigDecimal.ONE : number("step", step, from);
    BigDecimal count = last.subtract(first).divideToIntegralValue(by).add(BigDecimal.ONE);
    require(
        count.compareTo(BigDecimal.valueOf(MAX_VALUES)) <= 0,
        "step gives "
            + count.toPlainString()
            + " values, limit "
            + MAX_VALUES
            + ". Maybe points: 10");
    List<BigDecimal> values = new ArrayList<>();
    for (BigDecimal value = first; value.compareTo(last) <= 0; value = value.add(by)) {
      values.add(value);
    }
    return values;
  }

  private List<BigDecimal> spaced(BigDecimal first, BigDecimal last, int count) {
    List<BigDecimal> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double along = i / (count - 1.0);
      boolean end = i == 0 || i == count - 1;
      values.add(end ? i == 0 ? first : last : between(first, last, along));
    }
    return values;
  }

  private BigDecimal between(BigDecimal first, BigDecimal last, double along) {
    double a = first.doubleValue();
    double b = last.doubleValue();
    boolean geometric = log != null && log;
    double value = geometric ? a * StrictMath.pow(b / a, along) : a + (b - a) * along;
    BigDecimal rounded = new BigDecimal(value).round(SHORT).stripTrailingZeros();
    return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
  }

  private static BigDecimal number(String key, String text, String like) {
    Matcher matcher = FORM.matcher(text);
    require(matcher.matches(), key + " is not a number with or without a unit. Maybe 1M/month");
    require(
        matcher.group(2).equals(unit(like)),
        key + " has another unit than from. Maybe write both alike");
    return new BigDecimal(matcher.group(1));
  }

  private static String unit(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches() ? matcher.group(2) : "";
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
