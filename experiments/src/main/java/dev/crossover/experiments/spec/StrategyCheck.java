package dev.crossover.experiments.spec;

import dev.crossover.experiments.spec.ResolvedStrategy.FleetStrategy;
import dev.crossover.experiments.spec.ResolvedStrategy.HostedStrategy;
import dev.crossover.experiments.spec.ResolvedStrategy.HybridStrategy;
import dev.crossover.models.catalog.HostedModel;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the strategies of an experiment, whatever parts of it could be bound, so that one look
 * tells as much as possible.
 */
final class StrategyCheck {
  private final Binder binder;
  private final CatalogFiles catalog;
  private final ProblemList problems;
  private final @Nullable LocalDate priceDate;
  private final Map<String, CheckScope> scopes = new LinkedHashMap<>();
  private final Map<String, ResolvedStrategy> resolved = new LinkedHashMap<>();

  StrategyCheck(
      Binder binder, CatalogFiles catalog, ProblemList problems, @Nullable LocalDate priceDate) {
    this.binder = binder;
    this.catalog = catalog;
    this.problems = problems;
    this.priceDate = priceDate;
  }

  /** Names of all strategies, in the order written. */
  List<String> names() {
    return List.copyOf(scopes.keySet());
  }

  /** The strategies that could be resolved, in the order written. */
  List<ResolvedStrategy> resolve(@Nullable YamlNode strategies) {
    if (strategies instanceof YamlNode.Sequence list) {
      for (int i = 0; i < list.items().size(); i++) {
        enter(list.items().get(i), i);
      }
    }
    scopes.forEach(this::resolveAlone);
    scopes.forEach(this::resolveHybrid);
    List<ResolvedStrategy> inOrder = new ArrayList<>();
    scopes
        .keySet()
        .forEach(name -> Optional.ofNullable(resolved.get(name)).ifPresent(inOrder::add));
    return inOrder;
  }

  private void enter(YamlNode item, int index) {
    if (!(item instanceof YamlNode.Mapping mapping) || mapping.text("name") == null) {
      return;
    }
    String name = String.valueOf(mapping.text("name"));
    String path = TreeEdit.itemPath("strategies", item, index);
    CheckScope scope = new CheckScope(mapping, mapping.place(), path, problems);
    if (scopes.putIfAbsent(name, scope) != null) {
      scope.tell(
          "name",
          "is the name of two strategies ("
              + Shown.value(name)
              + "). Maybe "
              + Shown.value(name)
              + "-2?");
    }
  }

  private void resolveAlone(String name, CheckScope scope) {
    scope
        .below("vllm")
        .flatMap(
            vllm ->
                new FleetCheck(catalog, priceDate)
                    .resolve(name, vllm, binder.boundAt(vllm.mapping(), VllmSpec.class)))
        .ifPresent(fleet -> resolved.put(name, fleet));
    scope
        .below("hosted")
        .flatMap(hosted -> hosted(name, hosted, binder.boundAt(hosted.mapping(), HostedSpec.class)))
        .ifPresent(api -> resolved.put(name, api));
  }

  private Optional<ResolvedStrategy> hosted(
      String name, CheckScope scope, Optional<HostedSpec> spec) {
    Optional<HostedModel> model = scope.look("model", catalog::hosted);
    if (spec.isEmpty() || model.isEmpty()) {
      return Optional.empty();
    }
    HostedModel found = model.get();
    if (priceDate != null && scope.attempt(() -> found.pricesAt(priceDate), "model").isEmpty()) {
      return Optional.empty();
    }
    return scope
        .attempt(() -> spec.get().rateLimits().of(found), "rate_limits")
        .flatMap(
            limits ->
                scope.attempt(
                    () ->
                        new HostedStrategy(
                            name,
                            spec.get(),
                            found,
                            limits,
                            spec.get().retryOr(found.retryOrSdkDefault()).policy()),
                    "retry"));
  }

  private void resolveHybrid(String name, CheckScope strategy) {
    Optional<CheckScope> scope = strategy.below("hybrid");
    if (scope.isEmpty()) {
      return;
    }
    Optional<FleetStrategy> fleet = side(scope.get(), "primary", "vllm", FleetStrategy.class);
    Optional<HostedStrategy> api = side(scope.get(), "fallback", "hosted", HostedStrategy.class);
    Optional<HybridSpec> spec = binder.boundAt(scope.get().mapping(), HybridSpec.class);
    if (fleet.isPresent() && api.isPresent() && spec.isPresent()) {
      resolved.put(name, new HybridStrategy(name, spec.get(), fleet.get(), api.get()));
    }
  }

  private <T> Optional<T> side(CheckScope hybrid, String key, String kind, Class<T> type) {
    String name = hybrid.mapping().text(key);
    if (name == null) {
      return Optional.empty();
    }
    List<String> fitting = new ArrayList<>();
    scopes.forEach(
        (other, scope) -> {
          if (scope.mapping().get(kind) != null) {
            fitting.add(other);
          }
        });
    if (!scopes.containsKey(name)) {
      hybrid.tell(key, CheckScope.unknown(name, fitting, "a " + kind + " strategy of this file"));
    } else if (!fitting.contains(name)) {
      String advice = fitting.isEmpty() ? "add one" : String.join(" or ", fitting);
      hybrid.tell(key, "must name a " + kind + " strategy (" + name + "). Maybe " + advice + "?");
    }
    return type.isInstance(resolved.get(name))
        ? Optional.of(type.cast(resolved.get(name)))
        : Optional.empty();
  }
}
