package dev.crossover.experiments.run;

import dev.crossover.experiments.plan.ExperimentPlan;
import dev.crossover.experiments.plan.SetOption;
import dev.crossover.experiments.spec.Experiment;
import dev.crossover.experiments.spec.ExperimentFile;
import dev.crossover.experiments.spec.Library;
import java.nio.file.Path;
import java.util.List;

/**
 * The way in for other programs, and for the command line: load an experiment, run it, get results.
 *
 * <pre>{@code
 * Crossover crossover = Crossover.packed();
 * ExperimentPlan plan = crossover.load(Path.of("chat.yaml"), List.of("traffic.rate=3M/month"));
 * Results results = crossover.run(plan, RunOptions.of("0.1.0")).results();
 * }</pre>
 *
 * <p>Nothing here is written to disk, printed or kept in statics; runs may go on side by side in
 * one JVM, each with its own instance. A loaded plan belongs to one thread, a run starts its own.
 */
public final class Crossover {
  private final Library library;

  private Crossover(Library library) {
    this.library = library;
  }

  /** With the catalogue and the profiles that are packed with the program. */
  public static Crossover packed() {
    return of(Library.packed(List.of()));
  }

  /** With another catalogue. */
  public static Crossover of(Library library) {
    return new Crossover(library);
  }

  /**
   * Reads and checks an experiment in full: each of its points, its claims, and the trace it
   * replays.
   *
   * @param settings changes such as {@code traffic.rate=3M/month}; several values are swept
   * @throws dev.crossover.experiments.spec.UserInputException with every mistake and its place
   */
  public ExperimentPlan load(Path file, List<String> settings) {
    List<SetOption> options = settings.stream().map(SetOption::parse).toList();
    ExperimentPlan plan = ExperimentPlan.of(ExperimentFile.read(file, library), options);
    TrafficCache traffic = new TrafficCache();
    plan.points().forEach(point -> requireRunnable(point.experiment(), traffic));
    ClaimPaths.require(plan);
    return plan;
  }

  private static void requireRunnable(Experiment experiment, TrafficCache traffic) {
    traffic.of(experiment);
    ScenarioAssembler.requireFewWindows(experiment);
  }

  /**
   * Runs a plan to its end. The same plan gives the same results whatever the options.
   *
   * @throws InterruptedException when the calling thread is interrupted
   */
  public RunOutcome run(ExperimentPlan plan, RunOptions options) throws InterruptedException {
    return new ExperimentRunner(plan, options).run();
  }
}
