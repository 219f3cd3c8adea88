package dev.crossover.experiments.spec;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks the parts of an experiment against each other and against the catalogue. */
final class CrossCheck {
  private final YamlNode.Mapping tree;
  private final Binder binder;
  private final ProblemList problems;
  private final StrategyCheck strategies;

  CrossCheck(YamlNode.Mapping tree, Binder binder, CatalogFiles catalog, ProblemList problems) {
    this.tree = tree;
    this.binder = binder;
    this.problems = problems;
    this.strategies = new StrategyCheck(binder, catalog, problems, priceDate());
  }

  /** Tells everything that does not fit and returns the strategies that do. */
  List<ResolvedStrategy> run() {
    List<ResolvedStrategy> resolved = strategies.resolve(tree.get("strategies"));
    CheckScope top = new CheckScope(tree, tree.place(), "", problems);
    List<String> names = strategies.names();
    top.below("slo").ifPresent(slo -> slo.requireKnown("enforce", names, "a strategy"));
    items(
        "costs", "monthly", (scope, item) -> scope.requireKnown("strategies", names, "a strategy"));
    Set<String> ids = new LinkedHashSet<>();
    items("", "claims", (scope, item) -> claim(scope, item, ids));
    return resolved;
  }

  private @Nullable LocalDate priceDate() {
    YamlNode costs = tree.get("costs");
    YamlNode date = costs instanceof YamlNode.Mapping mapping ? mapping.get("price_date") : null;
    return binder.boundAt(date, LocalDate.class).orElse(null);
  }

  private void claim(CheckScope scope, YamlNode.Mapping claim, Set<String> ids) {
    String id = claim.text("id");
    if (id != null && !ids.add(id)) {
      scope.tell("id", "is the id of two claims (" + Shown.value(id) + "). Maybe " + id + "-2?");
    }
    for (String key : List.of("value", "over")) {
      binder.boundAt(claim.get(key), TreePath.class).ifPresent(path -> value(scope, key, path));
    }
    if (claim.get("at") instanceof YamlNode.Mapping at) {
      scope.below("at").ifPresent(below -> at(below, at));
    }
  }

  private void value(CheckScope scope, String key, TreePath path) {
    List<String> segments = path.segments();
    if (segments.size() < 3 || !segments.get(0).equals("strategies")) {
      scope.tell(
          key,
          "must lead into a strategy ("
              + path
              + "). Maybe "
              + "strategies."
              + strategies.names().stream().findFirst().orElse("NAME")
              + ".cost.monthly_usd?");
    } else if (!strategies.names().contains(segments.get(1))) {
      scope.tell(key, CheckScope.unknown(segments.get(1), strategies.names(), "a strategy"));
    }
  }

  private void at(CheckScope scope, YamlNode.Mapping at) {
    for (String key : at.entries().keySet()) {
      if (leadsNowhere(key)) {
        scope.tell(key, "is not a path in this file" + Advice.maybe(key, swept()));
      }
    }
  }

  private List<String> swept() {
    List<String> paths = new ArrayList<>();
    for (String block : List.of("sweep", "zip")) {
      if (tree.get(block) instanceof YamlNode.Mapping mapping) {
        paths.addAll(mapping.entries().keySet());
      }
    }
    return paths.isEmpty() ? List.of("traffic.rate", "seed", "horizon") : paths;
  }

  /** A malformed path was told when it was bound. */
  private boolean leadsNowhere(String path) {
    try {
      return TreeEdit.find(tree, TreePath.valueOf(path)).isEmpty();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private void items(String parent, String key, ItemCheck check) {
    YamlNode holder = parent.isEmpty() ? tree : tree.get(parent);
    if (holder instanceof YamlNode.Mapping mapping
        && mapping.get(key) instanceof YamlNode.Sequence list) {
      String path = parent.isEmpty() ? key : parent + "." + key;
      for (int i = 0; i < list.items().size(); i++) {
        if (list.items().get(i) instanceof YamlNode.Mapping item) {
          String itemPath = TreeEdit.itemPath(path, item, i);
          check.check(new CheckScope(item, item.place(), itemPath, problems), item);
        }
      }
    }
  }

  /** Checks one element of a list. */
  private interface ItemCheck {
    void check(CheckScope scope, YamlNode.Mapping item);
  }
}
