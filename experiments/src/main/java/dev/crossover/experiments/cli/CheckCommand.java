package dev.crossover.experiments.cli;

import dev.crossover.experiments.plan.ExperimentPlan;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Validates an experiment without running it and says what it means. */
@Command(
    name = "check",
    description = "Validates an experiment without running it; prints what it means.",
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "An experiment file.")
  private @Nullable Path file;

  @Mixin private PlanOptions options = new PlanOptions();

  @Override
  public Integer call() {
    if (spec == null || file == null) {
      throw new IllegalStateException("picocli sets both before it calls");
    }
    ExperimentPlan plan = options.crossover().load(file, options.overrides());
    PrintWriter out = spec.commandLine().getOut();
    out.print(new Meaning(plan).text());
    out.println(file + ": no errors");
    return ExitCode.DONE.number();
  }
}
