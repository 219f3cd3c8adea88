package dev.crossover.experiments.cli;

import dev.crossover.engine.fleet.EngineFactory;
import dev.crossover.engine.fleet.Verification;
import dev.crossover.experiments.report.ReportFormat;
import dev.crossover.experiments.report.bench.BenchOptions;
import dev.crossover.experiments.spec.Place;
import dev.crossover.experiments.spec.Problem;
import dev.crossover.experiments.spec.UserInputException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs experiments and prints how their strategies compare. */
@Command(
    name = "run",
    aliases = "sweep",
    description =
        "Runs experiments: prints the comparison, writes results and reports to the output folder."
            + " A file with a sweep, or --set with several values, runs every point.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE|DIR",
      description = "Experiment files, or folders of them.")
  private List<Path> inputs = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Output folder; out/<experiment> by default, DIR/<experiment> for several.")
  private @Nullable Path out;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads; all processors by default.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--format",
      paramLabel = "LIST",
      description =
          "Reports to write: md, csv, json; all of these by default. And vllm-bench: result files as"
              + " vllm bench serve writes them.")
  private @Nullable String format;

  @Option(
      names = "--percentile-metrics",
      paramLabel = "LIST",
      description = "Of vllm-bench: ttft, tpot, itl, e2el; ttft,tpot,itl by default.")
  private String percentileMetrics = BenchOptions.METRICS;

  @Option(
      names = "--metric-percentiles",
      paramLabel = "LIST",
      description = "Of vllm-bench: percentiles of each metric; 99 by default.")
  private String metricPercentiles = BenchOptions.PERCENTILES;

  @Option(
      names = "--save-detailed",
      description = "Of vllm-bench: writes the timings of each request too.")
  private boolean saveDetailed;

  @Option(names = "--requests", description = "Writes one row per request to requests.csv.gz.")
  private boolean requests;

  @Option(names = "--quiet", description = "Prints results and errors only.")
  private boolean quiet;

  @Option(names = "--no-progress", description = "Shows no progress bar.")
  private boolean noProgress;

  @Option(
      names = "--no-leap",
      description = "Simulates every engine step by itself; slower, with the same results.")
  private boolean noLeap;

  @Option(
      names = "--verify",
      paramLabel = "MODE",
      description =
          "How closely the run checks itself, with the same results: none; end (default), the books"
              + " of each replication; step, each engine step too; shadow, each engine against a"
              + " slow reference beside it.")
  private String verify = "end";

  @Mixin private PlanOptions plan = new PlanOptions();

  @Override
  public Integer call() throws Exception {
    if (spec == null) {
      throw new IllegalStateException("picocli sets the spec before it calls");
    }
    PrintWriter stdout = spec.commandLine().getOut();
    PrintWriter stderr = spec.commandLine().getErr();
    RunSettings settings =
        new RunSettings(
            plan,
            out,
            positiveThreads(),
            formats(),
            requests,
            benchmarks(),
            !quiet && !noProgress,
            quiet,
            noLeap ? EngineFactory.STEP : EngineFactory.LEAP,
            verification());
    List<Path> files = InputFiles.of(inputs, ".yaml");
    ExitCode worst = ExitCode.DONE;
    for (OneRun run : loaded(files, settings, stdout, stderr)) {
      ExitCode code = run.run();
      worst = code.number() > worst.number() ? code : worst;
    }
    return worst.number();
  }

  /** Every file is read before any is run: a mistake in the last one costs no hours. */
  private static List<OneRun> loaded(
      List<Path> files, RunSettings settings, PrintWriter stdout, PrintWriter stderr) {
    List<Problem> problems = new ArrayList<>();
    Map<Path, OneRun> runs = new LinkedHashMap<>();
    for (Path file : files) {
      try {
        OneRun run = new OneRun(file, files.size() > 1, settings, stdout, stderr);
        OneRun other = runs.putIfAbsent(run.folder(), run);
        if (other != null) {
          String message = "is also the name in " + other.file() + ". Maybe rename one of them?";
          problems.add(Problem.at(Place.startOf(file.toString()), "name", message));
        }
      } catch (UserInputException e) {
        problems.addAll(e.problems());
      }
    }
    if (!problems.isEmpty()) {
      throw new UserInputException(problems);
    }
    return List.copyOf(runs.values());
  }

  private int positiveThreads() {
    if (threads < 1) {
      throw new IllegalOptionException("--threads must be at least 1, not " + threads);
    }
    return threads;
  }

  private Verification verification() {
    for (Verification mode : Verification.values()) {
      if (mode.name().toLowerCase(Locale.ROOT).equals(verify)) {
        return mode;
      }
    }
    throw new IllegalOptionException(
        "--verify must be none, end, step or shadow, not '" + verify + "'");
  }

  private @Nullable BenchOptions benchmarks() {
    boolean asked = formats().contains(ReportFormat.VLLM_BENCH);
    BenchOptions options;
    try {
      options = BenchOptions.parse(percentileMetrics, metricPercentiles, saveDetailed);
    } catch (IllegalArgumentException e) {
      throw new IllegalOptionException(String.valueOf(e.getMessage()));
    }
    if (!asked && !isPlainBenchmark(options)) {
      throw new IllegalOptionException(
          "--percentile-metrics, --metric-percentiles and --save-detailed need --format"
              + " vllm-bench");
    }
    return asked ? options : null;
  }

  /** The texts decide nearly always, and more cheaply. */
  private boolean isPlainBenchmark(BenchOptions options) {
    return (!saveDetailed
            && percentileMetrics.equals(BenchOptions.METRICS)
            && metricPercentiles.equals(BenchOptions.PERCENTILES))
        || options.equals(
            BenchOptions.parse(BenchOptions.METRICS, BenchOptions.PERCENTILES, false));
  }

  private Set<ReportFormat> formats() {
    try {
      return format == null ? ReportFormat.byDefault() : ReportFormat.parse(format);
    } catch (IllegalArgumentException e) {
      throw new IllegalOptionException("--format: " + e.getMessage());
    }
  }
}
