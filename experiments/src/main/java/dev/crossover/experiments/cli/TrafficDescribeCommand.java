package dev.crossover.experiments.cli;

import dev.crossover.experiments.report.traffic.LengthsText;
import dev.crossover.experiments.report.traffic.TrafficFindings;
import dev.crossover.experiments.report.traffic.TrafficPage;
import dev.crossover.experiments.report.traffic.TrafficText;
import dev.crossover.traffic.trace.RecordedLengths;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what a profile or trace looks like. */
@Command(
    name = "describe",
    description =
        "Says what a profile or trace looks like: volume, peaks, burstiness, lengths, sessions and"
            + " what prefix caches would find.",
    mixinStandardHelpOptions = true)
final class TrafficDescribeCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Mixin private TrafficOptions options = new TrafficOptions();

  @Option(
      names = "--chart",
      paramLabel = "FILE.html",
      description = "Draws rate, burstiness and lengths on a page that needs no network.")
  private @Nullable Path chart;

  @Override
  public Integer call() throws IOException {
    if (spec == null) {
      throw new IllegalStateException("picocli sets the spec before it calls");
    }
    Path page = chart;
    if (page != null && !page.toString().toLowerCase(Locale.ROOT).endsWith(".html")) {
      throw new IllegalOptionException("--chart must name an HTML file. Maybe " + page + ".html?");
    }
    PrintWriter out = spec.commandLine().getOut();
    Optional<RecordedLengths> lengths = options.lengthsAlone();
    if (lengths.isPresent() && page == null) {
      out.print(LengthsText.of(options.source().name(), lengths.get()));
      return ExitCode.DONE.number();
    }
    TrafficFindings findings = TrafficFindings.of(options.read());
    out.print(TrafficText.of(findings));
    if (page != null) {
      TrafficPage.write(findings, page);
      spec.commandLine().getErr().println("crossover: the charts are in " + page);
    }
    return ExitCode.DONE.number();
  }
}
