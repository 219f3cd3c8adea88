package dev.crossover.experiments.cli;

/** An option whose value makes no sense; its message is all that the user needs. */
final class IllegalOptionException extends RuntimeException {
  private static final long serialVersionUID = 1;

  IllegalOptionException(String message) {
    super(message);
  }
}
