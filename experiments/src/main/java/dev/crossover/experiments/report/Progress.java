package dev.crossover.experiments.report;

import java.io.PrintStream;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * A bar on standard error for work that takes longer than two seconds. Of wall-clock time only this
 * display depends, never a result. Safe for use by several threads.
 */
public final class Progress implements AutoCloseable {
  /** Set to {@code true} by the launcher when standard error is a terminal. */
  public static final String TERMINAL_PROPERTY = "crossover.stderr.tty";

  private static final long PATIENCE_NANOS = 2_000_000_000L;
  private static final int WIDTH = 79;
  private static final int REFRESH_MILLIS = 250;

  private final PrintStream err;
  private final boolean shown;
  private final String task;
  private final long total;
  private final LongSupplier nanoClock;
  private final long startNanos;
  private @Nullable ProgressBar bar;
  private boolean closed;

  Progress(PrintStream err, boolean shown, String task, long total, LongSupplier nanoClock) {
    this.err = err;
    this.shown = shown;
    this.task = task;
    this.total = total;
    this.nanoClock = nanoClock;
    this.startNanos = nanoClock.getAsLong();
  }

  /**
   * Starts the wait before a bar.
   *
   * @param wanted false with {@code --quiet} or {@code --no-progress}; no bar appears either where
   *     standard error is no terminal
   * @param task short name shown before the bar
   * @param total of what {@link #advanceTo} counts
   */
  public static Progress start(boolean wanted, String task, long total) {
    return new Progress(System.err, wanted && isTerminal(), task, total, System::nanoTime);
  }

  /** {@code System.console()} tells of standard input and output only, and on JDK 22 of neither. */
  private static boolean isTerminal() {
    return Boolean.getBoolean(TERMINAL_PROPERTY);
  }

  /** Tells how much of the total is done. */
  public synchronized void advanceTo(long done) {
    if (!shown || closed) {
      return;
    }
    if (bar == null && nanoClock.getAsLong() - startNanos >= PATIENCE_NANOS) {
      bar = bar();
    }
    if (bar != null) {
      bar.stepTo(done);
    }
  }

  private ProgressBar bar() {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(total)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(REFRESH_MILLIS)
        .setConsumer(new DelegatingProgressBarConsumer(this::redraw, WIDTH))
        .build();
  }

  private void redraw(String text) {
    err.print('\r' + text);
    err.flush();
  }

  /** Ends the bar, if there is one, with a line of its own. */
  @Override
  public synchronized void close() {
    closed = true;
    if (bar != null) {
      bar.close();
      err.println(); // the library's own line end is lost when a bar is closed at once
    }
  }
}
