package dev.crossover.traffic.trace;

/** Reads the texts that rows are made of. */
final class RowText {
  private static final int MOST_SHOWN = 60;

  /** Marks numbers made of texts; plain numbers stay below it. */
  private static final long OF_TEXT = 1L << 62;

  private RowText() {}

  /** A text as an error quotes it. */
  static String shown(String text) {
    return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "...";
  }

  /**
   * A number of tokens.
   *
   * @param least the smallest that can be replayed
   */
  static int tokens(String column, String text, int least) throws BadRowException {
    int tokens;
    try {
      tokens = Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new BadRowException(
          column
              + " '"
              + shown(text)
              + "' is not a whole number below 2^31."
              + " Maybe the columns are shifted");
    }
    if (tokens < least) {
      throw new BadRowException(
          column
              + " is "
              + tokens
              + ", but a request has at least "
              + Math.max(1, least)
              + " token. Maybe on_bad_row: skip leaves such rows out");
    }
    return tokens;
  }

  /**
   * The number of a name: a whole number is itself, any other text a hash of 62 bits, so that two
   * of a million names get one number once in five million traces.
   */
  static long number(String text) {
    if (!text.isEmpty()
        && text.length() <= 18
        && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Long.parseLong(text);
    }
    long hash = 0xCBF29CE484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
    }
    hash ^= hash >>> 32;
    return (hash & (OF_TEXT - 1)) | OF_TEXT;
  }
}
