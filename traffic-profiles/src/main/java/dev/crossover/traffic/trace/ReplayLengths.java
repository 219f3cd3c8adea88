package dev.crossover.traffic.trace;

import dev.crossover.traffic.length.LengthSpec;
import org.jspecify.annotations.Nullable;

/**
 * The {@code lengths} of a replay: {@code from_file} for the recorded ones, or what replaces them;
 * arrivals stay as recorded. Prompts of replaced lengths share nothing.
 *
 * @param prompt prompt tokens; those of the trace unless given
 * @param output tokens of the answer; those of the trace unless given
 * @param file a CSV file of recorded lengths, relative to the folder of the trace's file name: each
 *     request takes the prompt and output of one of its rows; in place of the others
 */
public record ReplayLengths(
    @Nullable LengthSpec prompt, @Nullable LengthSpec output, @Nullable String file) {
  /** The recorded lengths. */
  static final ReplayLengths RECORDED = new ReplayLengths(null, null, null);

  public ReplayLengths {
    if (file != null && (prompt != null || output != null)) {
      throw new IllegalArgumentException(
          "file gives prompt and output together. Maybe leave prompt and output out");
    }
    if (file != null && file.isBlank()) {
      throw new IllegalArgumentException("file is empty. Maybe lengths.csv");
    }
  }

  /** The one choice that has a name. */
  public static ReplayLengths valueOf(String text) {
    if (!text.equals("from_file")) {
      throw new IllegalArgumentException(
          "is not from_file. Maybe from_file, or {prompt: ..., output: ...}");
    }
    return RECORDED;
  }

  boolean areRecorded() {
    return prompt == null && output == null && file == null;
  }
}
