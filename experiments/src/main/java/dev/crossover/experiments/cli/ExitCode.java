package dev.crossover.experiments.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a command tells the shell by the number it exits with. */
enum ExitCode {
  DONE(0, "done"),
  VERDICT_MISSED(
      1, "done, but an enforced SLO, a claim's expected verdict or a recording is not met"),
  WRONG_INPUT(2, "the input is wrong: a file, an option or a value"),
  OUR_FAULT(3, "a fault of Crossover itself"),
  INTERRUPTED(130, "interrupted");

  private final int number;
  private final String meaning;

  ExitCode(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  int number() {
    return number;
  }

  /** Number to meaning in ascending order, as the help text shows them. */
  static Map<String, String> meanings() {
    Map<String, String> meanings = new LinkedHashMap<>();
    for (ExitCode code : values()) {
      meanings.put(Integer.toString(code.number), code.meaning);
    }
    return meanings;
  }
}
