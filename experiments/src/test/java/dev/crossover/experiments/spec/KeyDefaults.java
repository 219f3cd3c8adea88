package dev.crossover.experiments.spec;

import dev.crossover.engine.fleet.RetryPolicy;
import dev.crossover.engine.units.Share;
import dev.crossover.engine.units.TimeSpan;
import dev.crossover.models.catalog.Retry;
import dev.crossover.models.performance.VllmDefaults;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the code takes where a key is absent: the answers of records that were read from a file with
 * next to nothing in it.
 */
final class KeyDefaults {
  private static final String SPARSE =
      """
      name: sparse
      traffic: {rate: 1/s, prompt: 1, output: 1}
      slo: {}
      strategies:
        - name: own
          vllm: {model: llama-3.1-8b, instance: aws/g5.xlarge, replicas: 1, schedule: {hours: "08:00-18:00"}}
        - name: theirs
          hosted: {model: openai/gpt-4o-mini}
        - name: both
          hybrid: {primary: own, fallback: theirs, route: [{when: no_replica, to: fallback}]}
      costs: {engineering: {hourly_usd: 1}, monthly: [{item: disk, usd: 1}]}
      claims: [{id: one, says: so, value: a.b, expect: 1, within: 1%}]
      """;

  /** Defaults that no record answers, since vLLM's and the SDKs' own fill them in. */
  private static final Map<String, Object> LATER = later();

  private final Map<Class<?>, Object> sparseByType = new HashMap<>();

  KeyDefaults() {
    gather(StrictYaml.parse(SPARSE, "sparse.yaml").bind(ExperimentSpec.class));
  }

  /** The value that is taken for an absent key, if it is a single one. */
  Optional<Object> of(Class<?> owner, RecordComponent component) {
    Object filledInLater = LATER.get(owner.getSimpleName() + "." + component.getName());
    if (filledInLater != null) {
      return Optional.of(filledInLater);
    }
    Object sparse = sparseByType.get(owner);
    if (sparse == null || field(sparse, component) != null) {
      return Optional.empty();
    }
    return Optional.ofNullable(answer(sparse, component)).filter(KeyDefaults::isShort);
  }

  private static Map<String, Object> later() {
    RetryPolicy sdk = Retry.SDK_DEFAULT.policy();
    return Map.ofEntries(
        Map.entry(
            "EngineSpec.schedulerReserveFullIsl", VllmDefaults.VERSION.rules().reserveFullIsl()),
        Map.entry("Retry.max", sdk.maxRetries()),
        Map.entry("Retry.base", new TimeSpan(sdk.baseNanos())),
        Map.entry("Retry.cap", new TimeSpan(sdk.capNanos())),
        Map.entry("Retry.jitter", sdk.jitter()),
        Map.entry("Retry.honorRetryAfter", new TimeSpan(sdk.honorRetryAfterNanos())),
        Map.entry("Retry.timeout", new TimeSpan(sdk.timeoutNanos())));
  }

  /** A value as one writes it in YAML. */
  static String written(Object value) {
    if (value instanceof Enum<?> constant) {
      return ScalarTypes.written(constant);
    }
    if (value instanceof Share share) {
      return BigDecimal.valueOf(share.value()).movePointRight(2).toPlainString() + "%";
    }
    return String.valueOf(value);
  }

  private static boolean isShort(Object value) {
    return value instanceof Number
        || value instanceof Boolean
        || value instanceof Enum<?>
        || value instanceof TimeSpan
        || value instanceof Share;
  }

  private void gather(Object value) {
    if (value instanceof Collection<?> values) {
      values.forEach(this::gather);
    } else if (value instanceof Record
        && sparseByType.putIfAbsent(value.getClass(), value) == null) {
      for (RecordComponent component : value.getClass().getRecordComponents()) {
        Object part = answer(value, component);
        if (part != null) {
          gather(part);
        }
      }
    }
  }

  private static Object answer(Object record, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component + " cannot be read", e);
    }
  }

  private static Object field(Object record, RecordComponent component) {
    try {
      Field field = component.getDeclaringRecord().getDeclaredField(component.getName());
      field.setAccessible(true);
      return field.get(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component + " cannot be read", e);
    }
  }
}
