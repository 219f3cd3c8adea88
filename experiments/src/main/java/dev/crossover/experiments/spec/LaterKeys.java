package dev.crossover.experiments.spec;

import dev.crossover.traffic.profile.ProfileSpec;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keys that the experiment format has and this version does not simulate, with what to do now. */
final class LaterKeys {
  private static final Map<Class<?>, Map<String, String>> ADVICE = advice();

  private LaterKeys() {}

  /** Advice for a key that belongs to a later version, or null. */
  static @Nullable String advice(Class<?> type, String key) {
    Map<String, String> keys = ADVICE.get(type);
    return keys == null ? null : keys.get(key);
  }

  private static Map<Class<?>, Map<String, String>> advice() {
    Map<Class<?>, Map<String, String>> all = new HashMap<>();
    String sweep = "list the values to try under sweep";
    all.put(ExperimentSpec.class, of(sweep, "plan", "break_even", "sensitivity"));
    Map<String, String> vllm = of("set replicas: 2", "autoscale");
    vllm.putAll(of("leave it out", "spot", "admission", "queue_limit"));
    all.put(VllmSpec.class, vllm);
    Map<String, String> engine = of("raise tensor_parallel_size instead", "pipeline_parallel_size");
    engine.putAll(of("leave it out", "enable_expert_parallel", "quantization"));
    all.put(EngineSpec.class, engine);
    all.put(
        HostedSpec.class,
        of("leave it out", "batch_api", "cache", "faults", "service_tier", "monthly_cap_usd"));
    all.put(
        RouteSpec.class, of("use when: queue_depth >= 16", "class", "model", "share", "budget"));
    all.put(
        CostsSpec.class, of("add it as a line under monthly", "price_decay", "egress", "spare"));
    all.put(ClaimSpec.class, of("compare two points of a sweep by value claims", "break_even"));
    all.put(ProfileSpec.class, of("write the kinds of clients as classes", "clients"));
    return all;
  }

  private static Map<String, String> of(String advice, String... keys) {
    Map<String, String> map = new HashMap<>();
    for (String key : keys) {
      map.put(key, advice);
    }
    return map;
  }
}
