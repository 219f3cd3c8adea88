package dev.crossover.experiments.run;

import dev.crossover.engine.fleet.EngineFactory;
import dev.crossover.engine.fleet.Verification;

/**
 * How an experiment is run; nothing here changes what it finds.
 *
 * @param threads at least 1
 * @param engine how engines are computed
 * @param verification what is checked on the way
 * @param version of the program, for the results
 * @param watcher follows the run
 */
public record RunOptions(
    int threads,
    EngineFactory engine,
    Verification verification,
    String version,
    RunWatcher watcher) {
  public RunOptions {
    if (threads < 1) {
      throw new IllegalArgumentException("threads (" + threads + ") must be at least 1");
    }
  }

  /** All processors, the leaping engine, the books checked at the end, nobody watching. */
  public static RunOptions of(String version) {
    int threads = Runtime.getRuntime().availableProcessors();
    return new RunOptions(threads, EngineFactory.LEAP, Verification.END, version, RunWatcher.NONE);
  }
}
