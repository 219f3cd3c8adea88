package dev.crossover.experiments.report;

/** An output folder that cannot be used as asked; the message says why and what to do (exit 2). */
public final class OutputRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  OutputRefusedException(String message) {
    super(message);
  }

  OutputRefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
