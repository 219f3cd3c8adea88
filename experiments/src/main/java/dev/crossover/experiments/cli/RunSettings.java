package dev.crossover.experiments.cli;

import dev.crossover.engine.fleet.EngineFactory;
import dev.crossover.engine.fleet.Verification;
import dev.crossover.experiments.report.ReportFormat;
import dev.crossover.experiments.report.bench.BenchOptions;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The options of a run, read and checked.
 *
 * @param out null for the default folder
 * @param benchmarks what of each benchmark is written, null where none is
 * @param progress whether a progress bar may be shown
 * @param quiet whether anything but results and errors is withheld
 * @param engine how engines are computed
 * @param verification what is checked on the way
 */
record RunSettings(
    PlanOptions plan,
    @Nullable Path out,
    int threads,
    Set<ReportFormat> formats,
    boolean requests,
    @Nullable BenchOptions benchmarks,
    boolean progress,
    boolean quiet,
    EngineFactory engine,
    Verification verification) {

  /** The folder of one experiment. */
  Path folder(String experiment, boolean several) {
    if (out == null) {
      return Path.of("out").resolve(experiment);
    }
    return several ? out.resolve(experiment) : out;
  }
}
