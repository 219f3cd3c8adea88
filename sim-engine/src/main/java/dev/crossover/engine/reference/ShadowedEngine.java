package dev.crossover.engine.reference;

import dev.crossover.engine.serving.EngineArgs;
import dev.crossover.engine.serving.EngineListener;
import dev.crossover.engine.serving.EngineRequest;
import dev.crossover.engine.serving.EngineUsage;
import dev.crossover.engine.serving.ServingEngine;
import dev.crossover.engine.serving.StepTimeModel;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An engine with {@link ReferenceEngine} beside it on the same requests. Whatever the engine tells
 * or counts is compared when its step or leap has ended and when its usage is read; the first
 * difference is thrown. Outside it behaves as the engine alone.
 */
public final class ShadowedEngine implements ServingEngine {
  private final ServingEngine engine;
  private final ReferenceEngine reference;
  private final Told found = new Told();
  private final Told expected = new Told();
  private long referenceNanos = Long.MIN_VALUE;

  /**
   * @param time the reference's own step-time model
   * @param listener hears the engine
   * @param maker makes the engine, given whom to tell
   */
  public ShadowedEngine(
      EngineArgs args,
      StepTimeModel time,
      EngineListener listener,
      Function<EngineListener, ServingEngine> maker) {
    this.engine = maker.apply(new Tee(listener, found));
    this.reference = new ReferenceEngine(args, time, expected, expected);
  }

  @Override
  public void enqueue(EngineRequest request, long nanos) {
    engine.enqueue(request, nanos);
    followBefore(nanos);
    reference.enqueue(request, nanos);
    compareEvents();
  }

  @Override
  public void abort(int tag, long nanos) {
    engine.abort(tag, nanos);
    followBefore(nanos);
    reference.abort(tag, nanos);
    compareEvents();
  }

  @Override
  public void advanceTo(long nanos) {
    boolean due = engine.nextEventNanos() <= nanos;
    engine.advanceTo(nanos);
    reference.advanceTo(nanos);
    referenceNanos = nanos;
    compareEvents();
    // Reading the engine would cut a leap short of its own end.
    if (due) {
      compareReadings(nanos);
    }
  }

  @Override
  public void accountTo(long nanos) {
    engine.accountTo(nanos);
    followBefore(nanos);
    compareEvents();
  }

  @Override
  public void usageAt(long nanos, EngineUsage out) {
    accountTo(nanos);
    compareReadings(nanos);
    engine.usageAt(nanos, out);
  }

  @Override
  public void restartPeak(long nanos) {
    accountTo(nanos);
    engine.restartPeak(nanos);
    reference.restartPeak(nanos);
  }

  @Override
  public long nextEventNanos() {
    return engine.nextEventNanos();
  }

  @Override
  public int waiting() {
    return engine.waiting();
  }

  @Override
  public int running() {
    return engine.running();
  }

  @Override
  public int usableBlocks() {
    return engine.usableBlocks();
  }

  @Override
  public int freeBlocks() {
    return engine.freeBlocks();
  }

  @Override
  public int[] freeBlockOrder() {
    return engine.freeBlockOrder();
  }

  @Override
  public int heldBlocks() {
    return engine.heldBlocks();
  }

  /** The engine may be in the middle of a leap, the reference ends each step by itself. */
  private void followBefore(long nanos) {
    if (nanos - 1 > referenceNanos) {
      referenceNanos = nanos - 1;
      reference.advanceTo(referenceNanos);
    }
  }

  private void compareEvents() {
    while (!found.events.isEmpty() || !expected.events.isEmpty()) {
      Told.Event told = found.events.poll();
      Told.Event due = expected.events.poll();
      if (told == null || due == null || !told.says(due)) {
        long call = due == null ? expected.calls() : due.call();
        throw differs(call, "the engine tells " + orNothing(told) + ", expected " + orNothing(due));
      }
    }
  }

  private void compareReadings(long nanos) {
    EngineReading reading = EngineReading.of(engine, nanos, found.gaps);
    EngineReading due = EngineReading.of(reference, nanos, expected.gaps);
    String difference = reading.differenceFrom(due);
    if (!difference.isEmpty()) {
      throw differs(expected.calls(), "at " + nanos + " ns the engine counts " + difference);
    }
    found.gaps.clear();
    expected.gaps.clear();
  }

  private static String orNothing(Told.@Nullable Event event) {
    return event == null ? "nothing" : event.toString();
  }

  private static BrokenLawException differs(long calls, String difference) {
    return new BrokenLawException(
        String.format(
            Locale.ROOT,
            "the engine differs from its reference after %d schedule calls: %s",
            calls,
            difference));
  }
}
