package dev.crossover.engine.batching;

import dev.crossover.engine.serving.BatchShape;
import dev.crossover.engine.serving.EngineArgs;
import dev.crossover.engine.serving.EngineListener;
import dev.crossover.engine.serving.EngineUsage;
import dev.crossover.engine.serving.FinishReason;
import dev.crossover.engine.serving.Line;
import dev.crossover.engine.serving.PlainEngine;
import dev.crossover.engine.serving.StepTimeModel;
import java.util.Locale;

/**
 * A static engine whose every step takes one microsecond, and all that it computes and tells as
 * text: {@code 0 | 2 x 8 prompt} is a step that starts at 0 us and computes 16 tokens of two
 * prompts, {@code 1 | 2 decodes at 18} one that decodes two slots whose contexts sum to 18.
 */
final class Timeline implements EngineListener, StepTimeModel {
  private static final int MICRO = 1_000;

  final StaticEngine engine;
  private final StringBuilder text = new StringBuilder();
  private long startMicros;

  Timeline(EngineArgs args, Grouping grouping, long timeoutMicros) {
    engine =
        new StaticEngine(args, grouping, timeoutMicros * MICRO, this, this, new StaticLaws(args));
  }

  /** Request number {@code tag}, at a microsecond, once all before that has happened. */
  Timeline request(int tag, long micros, int prompt, int output) {
    runBefore(micros * MICRO);
    engine.enqueue(PlainEngine.request(tag, prompt, output, true), micros * MICRO);
    return this;
  }

  Timeline abort(int tag, long micros) {
    runBefore(micros * MICRO);
    engine.abort(tag, micros * MICRO);
    return this;
  }

  String run() {
    return run(1_000);
  }

  String run(long toMicros) {
    runBefore(toMicros * MICRO);
    return text.toString();
  }

  EngineUsage usage(long micros) {
    runBefore(micros * MICRO);
    engine.accountTo(micros * MICRO);
    EngineUsage usage = new EngineUsage();
    engine.usageAt(micros * MICRO, usage);
    return usage;
  }

  private void runBefore(long nanos) {
    while (engine.nextEventNanos() < nanos) {
      engine.advanceTo(engine.nextEventNanos());
    }
  }

  @Override
  public long stepPicos(BatchShape batch) {
    if (batch.prefills > 0) {
      line(
          startMicros,
          String.format(Locale.ROOT, "%d prompts, %d tokens", batch.prefills, batch.prefillTokens));
    } else {
      line(
          startMicros,
          String.format(Locale.ROOT, "%d decodes at %d", batch.decodes, batch.decodeContextTokens));
    }
    startMicros++;
    return 1_000_000;
  }

  @Override
  public void decodeLine(BatchShape batch, Line out) {
    throw new AssertionError("a static engine does not leap");
  }

  @Override
  public void scheduled(int tag, int cachedTokens, long nanos) {
    startMicros = nanos / MICRO;
    line(nanos / MICRO, tag + " scheduled");
  }

  @Override
  public void firstToken(int tag, long nanos) {
    line(nanos / MICRO, tag + " first");
  }

  @Override
  public void finished(int tag, FinishReason reason, long nanos) {
    line(nanos / MICRO, tag + " " + reason.key());
  }

  @Override
  public void preempted(int tag, long nanos) {
    line(nanos / MICRO, tag + " preempted");
  }

  @Override
  public void gap(long gapPicos, int count, long nanos) {
    if (gapPicos != 1_000_000) {
      line(nanos / MICRO, count + " x gap of " + gapPicos / 1_000_000);
    }
  }

  @Override
  public void gaps(long firstPicos, long growthPicos, int steps, int count) {
    throw new AssertionError("a static engine does not leap");
  }

  private void line(long micros, String what) {
    text.append(micros).append(" | ").append(what).append('\n');
  }
}
