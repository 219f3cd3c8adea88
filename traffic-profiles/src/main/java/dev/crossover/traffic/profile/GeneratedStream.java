package dev.crossover.traffic.profile;

import dev.crossover.engine.kernel.RandomStream;
import dev.crossover.engine.kernel.RandomStreams;
import dev.crossover.engine.request.Arrival;
import dev.crossover.engine.request.ArrivalStream;
import dev.crossover.engine.serving.TokenContent;
import dev.crossover.traffic.arrival.ArrivalTimes;
import dev.crossover.traffic.content.SharedPrefixes;
import dev.crossover.traffic.length.LengthDistribution;
import java.util.List;

/** Generated requests one by one; prefix and lengths of request i depend on i alone. */
final class GeneratedStream implements ArrivalStream {
  private final ArrivalTimes times;
  private final SharedPrefixes prefixes;
  private final LengthDistribution prompt;
  private final LengthDistribution output;
  private final RandomStream prefixDraws;
  private final RandomStream promptDraws;
  private final RandomStream outputDraws;
  private final int outputLimit;
  private long id;
  private long nextNanos;

  GeneratedStream(
      ArrivalTimes times,
      SharedPrefixes prefixes,
      LengthDistribution prompt,
      LengthDistribution output,
      RandomStreams streams,
      int outputLimit) {
    this.times = times;
    this.prefixes = prefixes;
    this.prompt = prompt;
    this.output = output;
    this.prefixDraws = streams.stream(TrafficProfile.DEFAULT_CLASS, "prefix");
    this.promptDraws = streams.stream(TrafficProfile.DEFAULT_CLASS, "prompt");
    this.outputDraws = streams.stream(TrafficProfile.DEFAULT_CLASS, "output");
    this.outputLimit = outputLimit;
    this.nextNanos = following();
  }

  @Override
  public long nextNanos() {
    return nextNanos;
  }

  @Override
  public boolean next(Arrival into) {
    if (nextNanos == NONE) {
      return false;
    }
    into.id = id;
    into.nanos = nextNanos;
    into.classIndex = 0;
    TokenContent prefix = prefixes.draw(prefixDraws.uniform(id));
    into.content = prefix;
    into.promptTokens = prefix.tokens() + prompt.tokens(promptDraws.uniform(id));
    into.maxTokens = outputLimit;
    into.outputTokens = output.tokens(outputDraws.uniform(id));
    id++;
    nextNanos = following();
    return true;
  }

  private long following() {
    long nanos = times.next();
    return nanos == ArrivalTimes.NONE ? NONE : nanos;
  }

  @Override
  public List<String> classNames() {
    return List.of(TrafficProfile.DEFAULT_CLASS);
  }
}
