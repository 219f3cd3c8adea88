package dev.crossover.experiments.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/**
 * Runs independent units on several threads and gives their results in index order, so that the
 * number of threads changes nothing but the time.
 */
final class UnitPool implements AutoCloseable {
  private final ExecutorService threads;

  UnitPool(int threadCount) {
    this.threads =
        Executors.newFixedThreadPool(
            threadCount,
            task -> {
              Thread thread = new Thread(null, task, "crossover-run", 16L << 20);
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Starts the units; each result can be waited for by itself. */
  <T> List<Future<T>> start(int units, IntFunction<T> unit) {
    List<Future<T>> results = new ArrayList<>();
    for (int i = 0; i < units; i++) {
      int index = i;
      results.add(threads.submit(() -> unit.apply(index)));
    }
    return results;
  }

  /**
   * Waits for a result.
   *
   * @throws RuntimeException the unit's own exception, unchanged
   */
  static <T> T await(Future<T> result) throws InterruptedException {
    try {
      return result.get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof RuntimeException failure) {
        throw failure;
      }
      if (cause instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(cause);
    } catch (CancellationException e) {
      throw new InterruptedException("cancelled");
    }
  }

  /** Stops whatever still runs. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
