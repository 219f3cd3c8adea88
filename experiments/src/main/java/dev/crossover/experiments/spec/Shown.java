package dev.crossover.experiments.spec;

import java.util.List;

/** Puts what a user wrote into a message: on one line, short, and once. */
final class Shown {
  private static final int MAX_LENGTH = 60;
  private static final String ADVICE = ". Maybe";

  private Shown() {}

  /** A value as it may stand in a message: control characters replaced, cut to 60 characters. */
  static String value(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(MAX_LENGTH)
        .forEach(c -> shown.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
    return text.codePointCount(0, text.length()) > MAX_LENGTH ? shown + "..." : shown.toString();
  }

  /** A message of another class on one line; it may quote what the user wrote. */
  static String line(String message) {
    return message.codePoints().anyMatch(Character::isISOControl) ? value(message) : message;
  }

  /** The message with the value in brackets before the advice, unless it already shows it. */
  static String inMessage(String message, String text) {
    String value = value(text);
    for (String form : List.of("(" + value + ")", "(" + value + ",", "'" + value + "'")) {
      if (message.contains(form)) {
        return message;
      }
    }
    if (message.endsWith("not " + value)) {
      return message;
    }
    int advice = message.indexOf(ADVICE);
    int end = advice >= 0 ? advice : message.length();
    return message.substring(0, end) + " (" + value + ")" + message.substring(end);
  }
}
