package dev.crossover.engine.fleet;

import dev.crossover.engine.request.Arrival;
import dev.crossover.engine.request.ArrivalStream;
import dev.crossover.engine.request.Reason;
import dev.crossover.engine.serving.TokenContent;
import java.util.List;

/**
 * Arrivals written down one by one: (seconds, prompt tokens, output tokens) and perhaps max_tokens,
 * the tokens of a common prefix that are in the prompt, the stream they are from, a priority, the
 * seconds after which the client gives up (0: it does not), and 1 where a cache answers.
 */
final class ScriptedArrivals implements ArrivalStream {
  private final double[][] script;
  private int next;

  private ScriptedArrivals(double[][] script) {
    this.script = script;
  }

  static ScriptedArrivals of(double[]... script) {
    return new ScriptedArrivals(script);
  }

  /** {@code count} equal requests, one every {@code gapSeconds}, the first at the start. */
  static ScriptedArrivals every(double gapSeconds, int count, int prompt, int output) {
    double[][] script = new double[count][];
    for (int i = 0; i < count; i++) {
      script[i] = new double[] {i * gapSeconds, prompt, output};
    }
    return new ScriptedArrivals(script);
  }

  @Override
  public long nextNanos() {
    return next == script.length ? NONE : Math.round(script[next][0] * 1e9);
  }

  @Override
  public boolean next(Arrival into) {
    if (next == script.length) {
      return false;
    }
    double[] line = script[next];
    into.id = next++;
    into.nanos = Math.round(line[0] * 1e9);
    into.promptTokens = (int) line[1];
    into.outputTokens = (int) line[2];
    into.maxTokens = line.length > 3 ? (int) line[3] : 0;
    into.classIndex = 0;
    int shared = line.length > 4 ? (int) line[4] : 0;
    into.content = shared == 0 ? TokenContent.PRIVATE : TokenContent.of((long) line[5], shared);
    into.priority = line.length > 6 ? (int) line[6] : 0;
    double patience = line.length > 7 ? line[7] : 0;
    into.giveUpNanos = patience == 0 ? Arrival.NEVER : into.nanos + Math.round(patience * 1e9);
    into.giveUpReason = into.id % 2 == 0 ? Reason.CANCELLED : Reason.DEADLINE;
    into.answeredByCache = line.length > 8 && line[8] == 1;
    return true;
  }

  @Override
  public List<String> classNames() {
    return List.of("default");
  }
}
