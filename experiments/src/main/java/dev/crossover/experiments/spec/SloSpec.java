package dev.crossover.experiments.spec;

import dev.crossover.engine.units.Share;
import dev.crossover.engine.units.TimeSpan;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What counts as good enough.
 *
 * @param limits limit on one figure of a latency
 * @param success completed over arrived; 99 % unless given
 * @param goodput bounds that one request must meet, all of them
 * @param enforce strategies whose miss is exit code 1
 * @param window the worst window of this length is judged too
 */
public record SloSpec(
    @OtherKeys Map<SloTerm, TimeSpan> limits,
    @Nullable Share success,
    @Nullable GoodputSpec goodput,
    @Nullable List<String> enforce,
    @Nullable TimeSpan window) {
  static final SloSpec NONE = new SloSpec(Map.of(), null, null, null, null);
  private static final Share SUCCESS = new Share(0.99);

  /**
   * Bounds on one request.
   *
   * @param ttft time to first token
   * @param tpot mean time per output token after the first
   * @param e2e from first contact to the last token
   */
  public record GoodputSpec(
      @Nullable TimeSpan ttft, @Nullable TimeSpan tpot, @Nullable TimeSpan e2e) {
    public GoodputSpec {
      Rules.require(
          ttft != null || tpot != null || e2e != null,
          "needs ttft, tpot or e2e. Maybe {ttft: 1s, tpot: 80ms}");
      positive("ttft", ttft);
      positive("tpot", tpot);
      positive("e2e", e2e);
    }
  }

  public SloSpec {
    limits.forEach((term, limit) -> positive(term.toString(), limit));
    limits = Collections.unmodifiableMap(new LinkedHashMap<>(limits));
    positive("window", window);
    Rules.distinct("enforce", enforce == null ? List.of() : enforce);
  }

  @Override
  public Share success() {
    return success == null ? SUCCESS : success;
  }

  @Override
  public List<String> enforce() {
    return enforce == null ? List.of() : enforce;
  }

  private static void positive(String key, @Nullable TimeSpan span) {
    Rules.require(span == null || span.nanos() > 0, key + " must be above 0s. Maybe 1s?");
  }
}
