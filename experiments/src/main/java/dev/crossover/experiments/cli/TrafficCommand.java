package dev.crossover.experiments.cli;

import picocli.CommandLine.Command;

/** What traffic looks like, before anything is simulated. */
@Command(
    name = "traffic",
    description = "Describes, fits and generates traffic.",
    subcommands = {
      TrafficDescribeCommand.class,
      TrafficFitCommand.class,
      TrafficGenerateCommand.class
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class TrafficCommand {}
