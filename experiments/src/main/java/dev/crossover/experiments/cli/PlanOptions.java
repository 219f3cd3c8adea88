package dev.crossover.experiments.cli;

import dev.crossover.experiments.run.Crossover;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the command line changes in an experiment file. */
final class PlanOptions {
  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE[,VALUE]",
      description =
          "Sets a value of the file, such as traffic.rate=3M/month; several values are swept.")
  private List<String> settings = new ArrayList<>();

  @Option(names = "--seed", paramLabel = "N", description = "Seed of all random draws.")
  private @Nullable Long seed;

  @Option(
      names = "--replications",
      paramLabel = "N",
      description = "Independent repetitions of each point.")
  private @Nullable Integer replications;

  @Mixin private LibraryOptions library = new LibraryOptions();

  /** The settings as written, those of --seed and --replications among them. */
  List<String> overrides() {
    List<String> all = new ArrayList<>(settings);
    if (seed != null) {
      all.add("seed=" + seed);
    }
    if (replications != null) {
      all.add("replications=" + replications);
    }
    return all;
  }

  /** The program with the catalogue that the options name. */
  Crossover crossover() {
    return Crossover.of(library.library());
  }
}
