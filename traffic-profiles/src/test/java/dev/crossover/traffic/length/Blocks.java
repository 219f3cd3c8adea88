package dev.crossover.traffic.length;

import dev.crossover.engine.units.Count;
import dev.crossover.engine.units.TimeSpan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Length and duration blocks as a test would write them in YAML. */
final class Blocks {
  private Blocks() {}

  /** A named law; parameters by name and value in turn, {@code min} and {@code max} included. */
  static LengthSpec named(LengthLaw law, Object... parameters) {
    Map<String, Double> given = given(parameters);
    return new LengthSpec(
        law,
        given.get("p50"),
        given.get("p99"),
        given.get("sigma"),
        given.get("mean"),
        given.get("cv"),
        given.get("stdev"),
        given.get("shape"),
        given.get("scale"),
        null,
        null,
        null,
        count(given.get("min")),
        count(given.get("max")));
  }

  static LengthSpec quantiles(Map<String, Double> points, Object... bounds) {
    Map<String, Double> given = given(bounds);
    return new LengthSpec(
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        points,
        null,
        null,
        count(given.get("min")),
        count(given.get("max")));
  }

  static LengthSpec mixture(List<MixturePart> parts, Object... bounds) {
    Map<String, Double> given = given(bounds);
    return new LengthSpec(
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        parts,
        null,
        count(given.get("min")),
        count(given.get("max")));
  }

  static LengthSpec histogram(String file) {
    return new LengthSpec(
        null, null, null, null, null, null, null, null, null, null, null, file, null, null);
  }

  static MixturePart part(@Nullable Double weight, LengthLaw law, Object... parameters) {
    return part(weight, named(law, parameters));
  }

  static MixturePart part(@Nullable Double weight, LengthSpec block) {
    return new MixturePart(
        weight,
        block.distribution(),
        block.p50(),
        block.p99(),
        block.sigma(),
        block.mean(),
        block.cv(),
        block.stdev(),
        block.shape(),
        block.scale(),
        block.quantiles(),
        block.histogram(),
        block.min(),
        block.max());
  }

  /** A duration with a median and a sigma. */
  static DurationSpec duration(LengthLaw law, String p50, double sigma) {
    return new DurationSpec(
        law, TimeSpan.valueOf(p50), null, sigma, null, null, null, null, null, null, null, null);
  }

  private static Map<String, Double> given(Object... parameters) {
    Map<String, Double> given = new HashMap<>();
    for (int i = 0; i < parameters.length; i += 2) {
      given.put((String) parameters[i], ((Number) parameters[i + 1]).doubleValue());
    }
    return given;
  }

  private static @Nullable Count count(@Nullable Double value) {
    return value == null ? null : new Count(value.longValue());
  }
}
