package dev.crossover.experiments.cli;

import dev.crossover.experiments.plan.ExperimentPlan;
import dev.crossover.experiments.report.ConsoleReport;
import dev.crossover.experiments.report.OutputFolder;
import dev.crossover.experiments.report.Published;
import dev.crossover.experiments.report.RunOutput;
import dev.crossover.experiments.run.ClaimResult;
import dev.crossover.experiments.run.Crossover;
import dev.crossover.experiments.run.Results;
import dev.crossover.experiments.run.RunOptions;
import dev.crossover.experiments.run.RunOutcome;
import dev.crossover.experiments.run.SloResult;
import dev.crossover.experiments.run.StrategyResult;
import dev.crossover.experiments.run.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Runs one experiment file: from the file to the folder and the table. */
final class OneRun {
  private final Path file;
  private final ExperimentPlan plan;
  private final boolean several;
  private final Crossover crossover;
  private final RunSettings settings;
  private final PrintWriter stdout;
  private final PrintWriter stderr;

  /**
   * Reads the file; nothing is written or printed yet.
   *
   * @throws dev.crossover.experiments.spec.UserInputException with every mistake in it
   */
  OneRun(Path file, boolean several, RunSettings settings, PrintWriter stdout, PrintWriter stderr) {
    this.file = file;
    this.several = several;
    this.settings = settings;
    this.crossover = settings.plan().crossover();
    this.plan = crossover.load(file, settings.plan().overrides());
    this.stdout = stdout;
    this.stderr = stderr;
  }

  ExitCode run() throws IOException, InterruptedException {
    if (several) {
      stdout.println("# " + file);
    }
    RunManifest manifest = new RunManifest(file, plan, settings);
    Path folder = folder();
    try (OutputFolder output = OutputFolder.open(folder, manifest.manifest())) {
      Kept kept = output.isComplete() ? stored(folder, output) : simulate(manifest, output);
      stdout.print(ConsoleReport.text(kept.results()));
      if (settings.benchmarks() != null) {
        stdout.print(OutputFolder.benchmarkText(kept.folder()));
      }
      stdout.flush();
      return verdict(kept.results());
    }
  }

  Path file() {
    return file;
  }

  /** Where the results go. */
  Path folder() {
    return settings.folder(plan.points().get(0).experiment().spec().name(), several);
  }

  /** Results and where they lie. */
  private record Kept(Results results, Path folder) {}

  private Kept stored(Path folder, OutputFolder output) throws IOException {
    Results results = output.results();
    say(folder + " holds the results of these inputs already; nothing is run or verified");
    return new Kept(results, folder);
  }

  private Kept simulate(RunManifest manifest, OutputFolder output)
      throws IOException, InterruptedException {
    RunOutcome outcome = outcome(output);
    RunOutput report = new RunOutput(outcome.results(), outcome.timeline(), manifest.manifest());
    Published published = output.publish(report, settings.formats());
    if (published.problem() != null) {
      stderr.println("crossover: " + published.problem());
    }
    say("results in " + published.folder());
    return new Kept(outcome.results(), published.folder());
  }

  private RunOutcome outcome(OutputFolder output) throws IOException, InterruptedException {
    try (RunFollower follower = new RunFollower(plan, settings, output, stderr)) {
      RunOptions options =
          new RunOptions(
              settings.threads(),
              settings.engine(),
              settings.verification(),
              Version.number(),
              follower);
      return crossover.run(plan, options);
    } catch (UncheckedIOException e) {
      IOException cause = e.getCause();
      throw cause == null ? e : output.refusal(cause);
    }
  }

  private void say(String message) {
    if (!settings.quiet()) {
      stderr.println("crossover: " + message);
    }
  }

  private ExitCode verdict(Results results) {
    boolean missed = false;
    for (ClaimResult claim : results.claims()) {
      missed |= claim.surprises();
      if (claim.verdict() == Verdict.UNDECIDED && claim.expectedVerdict() != Verdict.UNDECIDED) {
        stderr.println("crossover: claim " + claim.id() + " is undecided: " + reason(claim));
      }
    }
    missed |=
        results.points().stream()
            .flatMap(point -> point.strategies().stream())
            .anyMatch(OneRun::missesEnforcedSlo);
    return missed ? ExitCode.VERDICT_MISSED : ExitCode.DONE;
  }

  private static String reason(ClaimResult claim) {
    return claim.found() == null
        ? "this run has no such value"
        : "its 95 % interval reaches across the border";
  }

  private static boolean missesEnforcedSlo(StrategyResult strategy) {
    SloResult slo = strategy.slo();
    return slo != null && slo.enforced() && !slo.met();
  }
}
