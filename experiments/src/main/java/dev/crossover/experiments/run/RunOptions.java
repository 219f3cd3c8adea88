package dev.crossover.experiments.run;

import dev.crossover.engine.fleet.EngineFactory;

/**
 * How an experiment is run; nothing here changes what it finds.
 *
 * @param threads at least 1
 * @param engine how engines are computed
 * @param version of the program, for the results
 * @param watcher follows the run
 */
public record RunOptions(int threads, EngineFactory engine, String version, RunWatcher watcher) {
  public RunOptions {
    if (threads < 1) {
      throw new IllegalArgumentException("threads (" + threads + ") must be at least 1");
    }
  }

  /** All processors, the leaping engine, nobody watching. */
  public static RunOptions of(String version) {
    int threads = Runtime.getRuntime().availableProcessors();
    return new RunOptions(threads, EngineFactory.LEAP, version, RunWatcher.NONE);
  }
}
