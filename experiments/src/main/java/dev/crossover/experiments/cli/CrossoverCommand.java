package dev.crossover.experiments.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The command {@code crossover} itself; each thing it can do is one entry of its subcommands. */
@Command(
    name = "crossover",
    description =
        "Predicts the latency, utilization and monthly cost of serving an LLM on your own vLLM"
            + " fleet, on a hosted API, or on both.",
    subcommands = {
      RunCommand.class,
      CheckCommand.class,
      ReportCommand.class,
      CatalogCommand.class,
      TrafficCommand.class,
      TranscriptCommand.class,
      HelpCommand.class
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    usageHelpWidth = 100)
final class CrossoverCommand {}
