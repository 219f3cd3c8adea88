package dev.crossover.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** The sum against BigInteger, whose conversion to double is correctly rounded too. */
class WideSumTest {
  /** 64 products of any long with this stay below 2^127. */
  private static final long MAX_FACTOR = 1L << 57;

  @Property
  void productsAddUpExactly(
      @ForAll @Size(max = 64) List<@LongRange(min = 0) Long> left,
      @ForAll @LongRange(min = 0, max = MAX_FACTOR) long right) {
    WideSum sum = new WideSum();
    BigInteger exact = BigInteger.ZERO;
    for (long value : left) {
      sum.add(value, right);
      exact = exact.add(BigInteger.valueOf(value).multiply(BigInteger.valueOf(right)));
      assertThat(sum.value()).isEqualTo(exact.doubleValue());
    }
  }

  /** What is left after taking nearly everything away shows every bit of the sum. */
  @Property
  void whatIsLeftIsExact(
      @ForAll @Size(min = 1, max = 32) List<@LongRange(min = 0) Long> values,
      @ForAll @LongRange(min = 0, max = MAX_FACTOR) long factor,
      @ForAll @LongRange(min = 0, max = 1L << 52) long rest) {
    WideSum whole = new WideSum();
    WideSum part = new WideSum();
    whole.add(rest);
    for (long value : values) {
      whole.add(value, factor);
      part.add(value, factor);
    }
    whole.subtract(part);
    assertThat(whole.value()).isEqualTo(rest);
  }

  @Property
  void theGroupingOfTermsDoesNotMatter(
      @ForAll @Size(max = 32) List<@LongRange(min = 0) Long> a,
      @ForAll @Size(max = 32) List<@LongRange(min = 0) Long> b) {
    WideSum one = new WideSum();
    WideSum left = new WideSum();
    WideSum right = new WideSum();
    a.forEach(value -> add(value, one, left));
    b.forEach(value -> add(value, one, right));
    left.add(right);
    assertThat(left.value()).isEqualTo(one.value());
    left.subtract(one);
    assertThat(left.value()).isZero();
  }

  /** 2^53 + 1 lies half-way and goes to the even neighbour; one more product breaks the tie. */
  @Example
  void theValueIsTheNearestDouble() {
    WideSum sum = new WideSum();
    sum.add((1L << 53) + 1);
    assertThat(sum.value()).isEqualTo(0x1.0p53);
    sum.clear();
    sum.add((1L << 53) + 1, 1L << 50);
    assertThat(sum.value()).isEqualTo(0x1.0p103);
    sum.add(1);
    assertThat(sum.value()).isEqualTo(0x1.0000000000001p103);
    sum.clear();
    assertThat(sum.value()).isZero();
  }

  @Example
  void aCopyGoesItsOwnWay() {
    WideSum sum = new WideSum();
    sum.add(Long.MAX_VALUE, Long.MAX_VALUE);
    WideSum copy = new WideSum();
    copy.set(sum);
    sum.add(Long.MAX_VALUE, Long.MAX_VALUE);
    BigInteger product = BigInteger.valueOf(Long.MAX_VALUE).pow(2);
    assertThat(copy.value()).isEqualTo(product.doubleValue());
    assertThat(sum.value()).isEqualTo(product.shiftLeft(1).doubleValue());
  }

  @Property
  void theExactSumIsTheSumOfTheProducts(
      @ForAll @Size(max = 32) List<@LongRange(min = 0) Long> factors) {
    WideSum sum = new WideSum();
    BigInteger expected = BigInteger.ZERO;
    for (long factor : factors) {
      sum.add(factor, Long.MAX_VALUE >> 6);
      expected =
          expected.add(
              BigInteger.valueOf(factor).multiply(BigInteger.valueOf(Long.MAX_VALUE >> 6)));
    }
    assertThat(sum.exact()).isEqualTo(expected);
  }

  @Example
  void aSumOutsideItsRangeHasNoValue() {
    WideSum one = new WideSum();
    one.add(1);
    WideSum none = new WideSum();
    none.subtract(one);
    assertThatIllegalStateException()
        .isThrownBy(none::value)
        .withMessageContaining("outside 0 to 2^127");
  }

  private static void add(long value, WideSum... sums) {
    for (WideSum sum : sums) {
      sum.add(value);
    }
  }
}
