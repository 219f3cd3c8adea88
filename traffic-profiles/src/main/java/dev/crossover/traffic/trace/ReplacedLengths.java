package dev.crossover.traffic.trace;

import dev.crossover.engine.kernel.RandomStream;
import dev.crossover.engine.kernel.RandomStreams;
import dev.crossover.engine.serving.TokenContent;
import dev.crossover.traffic.length.LengthDistribution;
import dev.crossover.traffic.length.LengthSpec;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives requests other lengths than the recorded ones: request i of a class has the same in every
 * strategy.
 */
final class ReplacedLengths {
  private final @Nullable LengthDistribution prompt;
  private final @Nullable LengthDistribution output;
  private final @Nullable LengthPairs pairs;
  private final RandomStreams streams;
  private final Map<String, ClassDraws> draws = new HashMap<>();

  /**
   * @param folder where the file name of a histogram starts
   */
  ReplacedLengths(
      ReplayLengths spec, @Nullable LengthPairs pairs, Path folder, RandomStreams streams) {
    this.prompt = law(spec.prompt(), folder);
    this.output = law(spec.output(), folder);
    this.pairs = pairs;
    this.streams = streams;
  }

  private static @Nullable LengthDistribution law(@Nullable LengthSpec spec, Path folder) {
    return spec == null ? null : LengthDistribution.of(spec, LengthDistribution.UNLIMITED, folder);
  }

  void replace(TraceRow row) {
    if (prompt == null && output == null && pairs == null) {
      return;
    }
    ClassDraws ofClass =
        draws.computeIfAbsent(row.className == null ? "" : row.className, this::classDraws);
    long ordinal = ofClass.requests++;
    if (pairs != null) {
      int pair = pairs.index(ofClass.prompts.uniform(ordinal));
      setPrompt(row, pairs.prompt(pair));
      row.outputTokens = pairs.output(pair);
    }
    if (prompt != null) {
      setPrompt(row, prompt.tokens(ofClass.prompts.uniform(ordinal)));
    }
    if (output != null) {
      row.outputTokens = output.tokens(ofClass.outputs.uniform(ordinal));
    }
  }

  private ClassDraws classDraws(String className) {
    return new ClassDraws(
        streams.stream(className, "replay prompt"), streams.stream(className, "replay output"));
  }

  /** Blocks and prefixes are those of the recorded length. */
  private static void setPrompt(TraceRow row, int tokens) {
    row.promptTokens = tokens;
    row.content = TokenContent.PRIVATE;
    row.blockTokens = 0;
  }

  /** The draws of one class, and how many requests it had. */
  private static final class ClassDraws {
    private final RandomStream prompts;
    private final RandomStream outputs;
    private long requests;

    ClassDraws(RandomStream prompts, RandomStream outputs) {
      this.prompts = prompts;
      this.outputs = outputs;
    }
  }
}
