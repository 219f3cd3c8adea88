package dev.crossover.traffic.session;

import dev.crossover.engine.kernel.RandomStream;
import dev.crossover.engine.kernel.RandomStreams;
import dev.crossover.engine.request.Arrival;
import dev.crossover.engine.serving.TokenContent;
import dev.crossover.traffic.content.SharedPrefixes;
import dev.crossover.traffic.length.Copula;
import dev.crossover.traffic.length.LengthDistribution;
import dev.crossover.traffic.length.ShareDistribution;
import org.jspecify.annotations.Nullable;

/** Draws the tokens of a class's requests in one replication, each by the request's key alone. */
final class LengthDraws {
  private final RequestLaws laws;
  private final SharedPrefixes prefixes;
  private final LengthDistribution prompt;
  private final LengthDistribution output;
  private final @Nullable Copula copula;
  private final @Nullable ShareDistribution thinking;
  private final RandomStream prefixDraws;
  private final RandomStream promptDraws;
  private final RandomStream outputDraws;
  private final RandomStream thinkingDraws;

  LengthDraws(RequestLaws laws, String className, RandomStreams streams) {
    this.laws = laws;
    this.prefixes = laws.prefixes();
    this.prompt = laws.prompt();
    this.output = laws.output();
    this.copula = laws.copula();
    this.thinking = laws.thinking();
    this.prefixDraws = streams.stream(className, "prefix");
    this.promptDraws = streams.stream(className, "prompt");
    this.outputDraws = streams.stream(className, "output");
    this.thinkingDraws = streams.stream(className, "reasoning");
  }

  /** Fills in the tokens of a request that stands alone. */
  void apply(long key, Arrival into) {
    TokenContent prefix = prefix(key);
    into.content = prefix;
    into.outputStream = TokenContent.PRIVATE_STREAM;
    into.promptTokens = prefix.tokens() + newTokens(key, prompt);
    into.maxTokens = laws.outputLimit();
    into.outputTokens = outputTokens(key);
  }

  TokenContent prefix(long key) {
    return prefixes.draw(prefixDraws.uniform(key));
  }

  /** New prompt tokens by a law, after compression. */
  int newTokens(long key, LengthDistribution law) {
    return laws.kept(law.tokens(promptDraws.uniform(key)));
  }

  int outputLimit() {
    return laws.outputLimit();
  }

  int outputTokens(long key) {
    double uniform = outputDraws.uniform(key);
    return output.tokens(
        copula == null ? uniform : copula.correlated(promptDraws.uniform(key), uniform));
  }

  /** How many tokens of an answer, the first ones, are thinking. */
  int thinkingTokens(long key, int outputTokens) {
    return thinking == null
        ? 0
        : (int) (outputTokens * thinking.value(thinkingDraws.uniform(key)) + 0.5);
  }
}
