package dev.crossover.experiments.cli;

import dev.crossover.experiments.report.ConsoleReport;
import dev.crossover.experiments.report.OutputFolder;
import dev.crossover.experiments.report.ReportFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Renders the reports of a finished run again and prints its comparison. */
@Command(
    name = "report",
    description = "Renders the reports of a finished run again.",
    mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "The run's output folder.")
  private @Nullable Path folder;

  @Option(
      names = "--format",
      paramLabel = "LIST",
      description = "Reports to write: md, csv, json; all by default.")
  private @Nullable String format;

  @Override
  public Integer call() {
    if (spec == null || folder == null) {
      throw new IllegalStateException("picocli sets both before it calls");
    }
    spec.commandLine().getOut().print(ConsoleReport.text(OutputFolder.render(folder, formats())));
    return ExitCode.DONE.number();
  }

  private Set<ReportFormat> formats() {
    if (format != null && List.of(format.split(",", -1)).contains("vllm-bench")) {
      throw new IllegalOptionException(
          "--format: vllm-bench needs the timings of each request, so only run can write it");
    }
    try {
      return format == null ? ReportFormat.byDefault() : ReportFormat.parse(format);
    } catch (IllegalArgumentException e) {
      throw new IllegalOptionException("--format: " + e.getMessage());
    }
  }
}
