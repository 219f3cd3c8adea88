package dev.crossover.experiments.spec;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds unquoted values that YAML's versions read as different numbers, or as none at all. */
final class PlainNumbers {
  private static final Pattern OCTAL = Pattern.compile("[-+]?0[0-9_]+(\\.[0-9_]*)?");
  private static final Pattern PREFIXED = Pattern.compile("[-+]?0[box][0-9a-fA-F_]+");
  private static final Pattern UNDERSCORED =
      Pattern.compile("[-+]?[0-9][0-9_.]*_[0-9_.]*[a-zA-Z%/]*");
  private static final Pattern NOT_FINITE = Pattern.compile("[-+]?\\.(inf|Inf|INF|nan|NaN|NAN)");

  private PlainNumbers() {}

  /** What is wrong with a plain scalar, or null. */
  static @Nullable String complaint(String text) {
    if (text.isEmpty() || text.length() > 100 || "+-.0123456789".indexOf(text.charAt(0)) < 0) {
      return null;
    }
    if (NOT_FINITE.matcher(text).matches()) {
      return "is not a finite number (" + text + "). Maybe leave the key out?";
    }
    if (PREFIXED.matcher(text).matches()) {
      return "is not a decimal number (" + text + "). Maybe write it with the digits 0 to 9?";
    }
    if (OCTAL.matcher(text).matches()) {
      String decimal = text.replaceFirst("^([-+]?)0+(?=[0-9])", "$1");
      return "looks like an octal number (" + text + "). Maybe write " + decimal + "?";
    }
    if (UNDERSCORED.matcher(text).matches()) {
      String plain = text.replace("_", "");
      return "has underscores, which YAML reads in two ways ("
          + text
          + "). Maybe write "
          + plain
          + "?";
    }
    return null;
  }
}
