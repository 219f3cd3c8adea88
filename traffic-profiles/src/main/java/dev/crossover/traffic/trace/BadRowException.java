package dev.crossover.traffic.trace;

/** One row that says nothing usable; where it stands is the reader's to add. */
final class BadRowException extends Exception {
  private static final long serialVersionUID = 1L;

  BadRowException(String problem) {
    super(problem);
  }
}
