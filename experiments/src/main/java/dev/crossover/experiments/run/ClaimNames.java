package dev.crossover.experiments.run;

import dev.crossover.engine.request.Reason;
import dev.crossover.experiments.spec.CostsSpec.MonthlyItem;
import dev.crossover.experiments.spec.Experiment;
import dev.crossover.experiments.spec.ResolvedStrategy;
import dev.crossover.experiments.spec.ResolvedStrategy.FleetStrategy;
import dev.crossover.experiments.spec.ResolvedStrategy.HostedStrategy;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names that the results of one strategy can have in their lists and maps. */
final class ClaimNames {
  private static final Set<String> FLEET_ONLY =
      Set.of("utilization", "preemptions", "steps", "replicas", "queue_s");

  private final Experiment experiment;
  private final ResolvedStrategy strategy;

  ClaimNames(Experiment experiment, String strategy) {
    this.experiment = experiment;
    this.strategy =
        experiment.strategies().stream()
            .filter(candidate -> candidate.name().equals(strategy))
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException("'" + strategy + "' is not a strategy here"));
  }

  /**
   * Refuses a part that this kind of strategy never has.
   *
   * @param top whether it is a part of the strategy itself
   * @throws IllegalArgumentException where it is null in every result
   */
  void requireExists(RecordComponent component, boolean top) {
    String name = ResultTree.name(component);
    boolean missing =
        (FLEET_ONLY.contains(name) && fleet() == null)
            || (name.equals("hosted") && hosted() == null)
            || (name.equals("routes") && !strategy.kind().equals("hybrid"));
    if (top && missing) {
      throw new IllegalArgumentException(
          "leads nowhere: a %s strategy has no %s. Maybe name another strategy?"
              .formatted(strategy.kind(), name));
    }
  }

  /**
   * The names below a path; none where any may be.
   *
   * @param path {@code strategies.NAME} and what follows
   */
  List<String> of(List<String> path) {
    return switch (String.join(".", path.subList(2, path.size()))) {
      case "requests.reasons" -> Arrays.stream(Reason.values()).map(Reason::key).toList();
      case "cost.lines" -> lines();
      case "cost.setup_lines" -> List.of("engineering set-up");
      case "slo.terms" -> terms();
      case "routes.by_rule" -> rules();
      default -> List.of();
    };
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    FleetStrategy fleet = fleet();
    if (fleet != null) {
      lines.add("GPU " + fleet.spec().purchase().key() + " " + fleet.instance().id());
    }
    HostedStrategy hosted = hosted();
    if (hosted != null) {
      lines.add("API " + hosted.model().id() + " input");
      lines.add("API " + hosted.model().id() + " output");
    }
    experiment.spec().costs().monthly().stream()
        .filter(item -> item.appliesTo(strategy.name()))
        .map(MonthlyItem::item)
        .forEach(lines::add);
    if (fleet != null && experiment.spec().costs().engineering() != null) {
      lines.add("engineering");
    }
    return lines;
  }

  private List<String> terms() {
    List<String> terms = new ArrayList<>();
    experiment.spec().slo().limits().keySet().forEach(term -> terms.add(term.toString()));
    terms.add("success");
    return terms;
  }

  private List<String> rules() {
    return strategy instanceof ResolvedStrategy.HybridStrategy hybrid
        ? ScenarioAssembler.labels(hybrid.spec().route())
        : List.of();
  }

  private @Nullable FleetStrategy fleet() {
    return ScenarioAssembler.fleetOf(strategy);
  }

  private @Nullable HostedStrategy hosted() {
    return ScenarioAssembler.hostedOf(strategy);
  }
}
