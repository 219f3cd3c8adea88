package dev.crossover.models.pricing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Amounts as shown: whole cents that sum to the total as shown. The total is rounded half up, every
 * amount down, and the cents then missing go to the largest remainders, the earlier of equal ones
 * first.
 */
public final class CentRounding {
  private CentRounding() {}

  /** The total of the amounts as shown. */
  public static BigDecimal total(List<BigDecimal> amounts) {
    return amounts.stream()
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .setScale(2, RoundingMode.HALF_UP);
  }

  /** The amounts as shown, in their order; they sum to {@link #total}. */
  public static List<BigDecimal> cents(List<BigDecimal> amounts) {
    List<BigDecimal> shown = new ArrayList<>();
    BigDecimal missing = total(amounts);
    for (BigDecimal amount : amounts) {
      BigDecimal down = amount.setScale(2, RoundingMode.FLOOR);
      shown.add(down);
      missing = missing.subtract(down);
    }
    int cents = missing.movePointRight(2).intValueExact();
    List<Integer> byRemainder =
        IntStream.range(0, amounts.size())
            .boxed()
            .sorted(
                Comparator.comparing(
                    (Integer i) -> shown.get(i).subtract(amounts.get(i)))) // stable
            .toList();
    BigDecimal cent = BigDecimal.ONE.movePointLeft(2);
    for (int index : byRemainder.subList(0, cents)) {
      shown.set(index, shown.get(index).add(cent));
    }
    return List.copyOf(shown);
  }
}
