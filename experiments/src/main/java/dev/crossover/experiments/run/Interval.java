package dev.crossover.experiments.run;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * A confidence interval, {@code [lo, hi]} in files, in the unit of what it is about.
 *
 * @param lo its lower end
 * @param hi its upper end
 */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
@JsonPropertyOrder({"lo", "hi"})
public record Interval(double lo, double hi) {
  public Interval {
    Facts.finite(lo, "lo");
    Facts.finite(hi, "hi");
    Facts.require(lo <= hi, "an interval from %s down to %s", lo, hi);
  }
}
