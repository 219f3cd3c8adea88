package dev.crossover.engine.reference;

import java.util.Locale;

/** A law of the simulation does not hold: a fault of the program, told with the numbers. */
public final class BrokenLawException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  public BrokenLawException(String message) {
    super(message);
  }

  /** The same fault, and where in an experiment it happened. */
  public BrokenLawException(String where, BrokenLawException fault) {
    super(where + ": " + fault.getMessage(), fault);
  }

  /**
   * Refuses to go on unless the law holds.
   *
   * @param law says what is wrong, a format for the numbers
   */
  public static void unless(boolean holds, String law, Object... numbers) {
    if (!holds) {
      throw new BrokenLawException(String.format(Locale.ROOT, law, numbers));
    }
  }
}
