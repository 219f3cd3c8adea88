package dev.crossover.experiments.spec;

import dev.crossover.engine.units.TimeSpan;
import dev.crossover.traffic.profile.ProfileSpec;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An experiment as written, the traffic profile that it names filled in. Accessors give the default
 * where a key is absent.
 *
 * @param name a to z, 0 to 9 and -
 * @param description what it asks
 * @param month the one meaning of "month"; 720h unless given
 * @param horizon what is measured and billed; 30d or the span of a replayed trace unless given
 * @param warmup simulated before, neither measured nor billed
 * @param drain measured requests are followed this long past the end
 * @param seed seed of all random draws
 * @param replications independent repetitions
 * @param traffic who asks, when and how much
 * @param slo what counts as good enough
 * @param strategies at least one, in the order of the report
 * @param costs what is billed besides GPUs and tokens
 * @param sweep values to try, all combinations
 * @param zip values to try side by side
 * @param claims statements to check against the results
 */
public record ExperimentSpec(
    String name,
    @Nullable String description,
    @Nullable TimeSpan month,
    @Nullable TimeSpan horizon,
    @Nullable TimeSpan warmup,
    @Nullable TimeSpan drain,
    @Nullable Long seed,
    @Nullable Integer replications,
    ProfileSpec traffic,
    @Nullable SloSpec slo,
    List<StrategySpec> strategies,
    @Nullable CostsSpec costs,
    @Nullable YamlNode sweep,
    @Nullable YamlNode zip,
    @Nullable List<ClaimSpec> claims) {
  private static final TimeSpan MONTH = TimeSpan.valueOf("720h");
  private static final TimeSpan DRAIN = TimeSpan.valueOf("10m");
  private static final int MAX_REPLICATIONS = 1_000;

  public ExperimentSpec {
    Rules.name("name", name);
    Rules.require(month == null || month.nanos() > 0, "month must be above 0s. Maybe 720h?");
    Rules.require(horizon == null || horizon.nanos() > 0, "horizon must be above 0s. Maybe 30d?");
    Rules.require(
        horizon == null || nanos(horizon, warmup, drain) <= TimeSpan.MAX_NANOS,
        "horizon is, with warmup and drain, longer than 20 years. Maybe shorten it?");
    Rules.atLeast("replications", 1, replications);
    Rules.require(
        replications == null || replications <= MAX_REPLICATIONS,
        "replications must be at most 1000. Maybe 5?");
    Rules.require(!strategies.isEmpty(), "strategies is empty. Maybe add one?");
    strategies = List.copyOf(strategies);
    claims = claims == null ? List.of() : List.copyOf(claims);
  }

  private static long nanos(TimeSpan horizon, @Nullable TimeSpan warmup, @Nullable TimeSpan drain) {
    long around = (warmup == null ? 0 : warmup.nanos()) + (drain == null ? DRAIN : drain).nanos();
    return horizon.nanos() + around;
  }

  @Override
  public TimeSpan month() {
    return month == null ? MONTH : month;
  }

  @Override
  public TimeSpan warmup() {
    return warmup == null ? TimeSpan.ZERO : warmup;
  }

  @Override
  public TimeSpan drain() {
    return drain == null ? DRAIN : drain;
  }

  @Override
  public Long seed() {
    return seed == null ? Long.valueOf(1) : seed;
  }

  @Override
  public Integer replications() {
    return replications == null ? Integer.valueOf(1) : replications;
  }

  @Override
  public SloSpec slo() {
    return slo == null ? SloSpec.NONE : slo;
  }

  @Override
  public CostsSpec costs() {
    return costs == null ? CostsSpec.NONE : costs;
  }

  @Override
  public List<ClaimSpec> claims() {
    return claims == null ? List.of() : claims;
  }

  /** The strategy of a name. */
  public Optional<StrategySpec> strategy(String wanted) {
    return strategies.stream().filter(strategy -> strategy.name().equals(wanted)).findFirst();
  }
}
