package dev.crossover.engine.reference;

import dev.crossover.engine.serving.BatchShape;
import dev.crossover.engine.serving.EngineArgs;
import dev.crossover.engine.serving.EngineListener;
import dev.crossover.engine.serving.EngineRequest;
import dev.crossover.engine.serving.EngineUsage;
import dev.crossover.engine.serving.FinishReason;
import dev.crossover.engine.serving.ServingEngine;
import dev.crossover.engine.serving.StepObserver;
import dev.crossover.engine.serving.StepTimeModel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * vLLM V1's synchronous engine loop in plain words, one step at a time: schedule, execute, process
 * the output, again. Slow; it exists to say what {@code EngineCore} must do.
 */
public final class ReferenceEngine implements ServingEngine {
  /** A step under way. */
  private record Step(Instant start, Instant end, Batch batch, BatchShape shape) {
    long picos() {
      return end.picosSince(start);
    }
  }

  private final EngineArgs args;
  private final StepTimeModel time;
  private final EngineListener listener;
  private final StepObserver observer;
  private final ReferenceScheduler scheduler;
  private final EngineUsage usage = new EngineUsage();

  private @Nullable Step step;

  /** When an idle engine schedules, or null where nothing would come of it. */
  private @Nullable Instant wake;

  private Instant lastEnd = Instant.at(0);
  private long givenNanos = Long.MIN_VALUE;
  private long scheduleCalls;

  public ReferenceEngine(
      EngineArgs args, StepTimeModel time, EngineListener listener, StepObserver observer) {
    this.args = args;
    this.time = time;
    this.listener = listener;
    this.observer = observer;
    this.scheduler = new ReferenceScheduler(args);
  }

  @Override
  public void enqueue(EngineRequest request, long nanos) {
    int outputTokens = Math.min(request.maxTokens, request.outputTokens);
    args.checkRequest(request.promptTokens, request.maxTokens, outputTokens);
    checkTime(nanos);
    boolean nobodyWaits = scheduler.waiting.isEmpty();
    scheduler.waiting.addLast(
        new LiveRequest(request.tag, request.promptTokens, outputTokens, request.measured));
    if (step == null && nobodyWaits) {
      Instant arrival = Instant.at(nanos);
      wake = arrival.isBefore(lastEnd) ? lastEnd : arrival;
    }
  }

  @Override
  public void advanceTo(long nanos) {
    checkOrder(nanos);
    while (nextEventNanos() <= nanos) {
      Step ended = step;
      if (ended != null) {
        end(ended);
        startStep(ended.end());
      } else if (wake != null) {
        startStep(wake);
      }
    }
  }

  @Override
  public void accountTo(long nanos) {
    checkTime(nanos);
  }

  @Override
  public long nextEventNanos() {
    if (step != null) {
      return step.end().nanos();
    }
    return wake == null ? Long.MAX_VALUE : wake.nanos();
  }

  @Override
  public int waiting() {
    return scheduler.waiting.size();
  }

  @Override
  public int running() {
    return scheduler.running.size();
  }

  @Override
  public int usableBlocks() {
    return args.numBlocks() - 1;
  }

  @Override
  public int freeBlocks() {
    return scheduler.freeBlocks();
  }

  @Override
  public void abort(int tag, long nanos) {
    throw new UnsupportedOperationException("abort");
  }

  @Override
  public int[] freeBlockOrder() {
    throw new UnsupportedOperationException("freeBlockOrder");
  }

  @Override
  public int heldBlocks() {
    return scheduler.usedBlocks();
  }

  @Override
  public void usageAt(long nanos, EngineUsage out) {
    accountTo(nanos);
    out.set(usage);
    if (step != null) {
      long elapsedPicos = Math.max(0, Instant.at(nanos).picosSince(step.start()));
      addTime(out, elapsedPicos);
    }
  }

  @Override
  public void restartPeak(long nanos) {
    accountTo(nanos);
    usage.peakBlocks = scheduler.usedBlocks();
  }

  private void startStep(Instant now) {
    step = null;
    wake = null;
    lastEnd = now;
    Batch batch = scheduleAt(now);
    if (batch.isEmpty() && !batch.victims.isEmpty()) {
      batch = scheduleAt(now);
    }
    if (!batch.isEmpty()) {
      BatchShape shape = batch.shape();
      step = new Step(now, now.plus(time.stepPicos(shape)), batch, shape);
    }
  }

  private Batch scheduleAt(Instant now) {
    if (scheduler.running.isEmpty() && scheduler.waiting.isEmpty()) {
      return new Batch();
    }
    Batch batch = scheduler.schedule();
    tell(batch, now);
    usage.preemptions += batch.victims.size();
    usage.peakBlocks = Math.max(usage.peakBlocks, scheduler.usedBlocks());
    return batch;
  }

  private void tell(Batch batch, Instant now) {
    for (LiveRequest victim : batch.victims) {
      listener.preempted(victim.tag, now.nanos());
      observer.preempted(victim.tag);
    }
    for (LiveRequest request : batch.admitted) {
      if (!request.admittedBefore) {
        listener.scheduled(request.tag, 0, now.nanos());
      }
      request.admittedBefore = true;
      observer.admitted(request.tag, 0);
    }
    for (Batch.Portion portion : batch.portions) {
      observer.scheduled(portion.request().tag, portion.tokens(), 0);
    }
    observer.scheduleEnded(scheduleCalls, scheduler);
    scheduleCalls++;
  }

  private void end(Step ended) {
    countUsage(ended);
    List<LiveRequest> finished = new ArrayList<>();
    for (Batch.Portion portion : ended.batch().portions) {
      if (portion.samples()) {
        appendToken(portion.request(), ended.end());
        if (isFinished(portion.request())) {
          finished.add(portion.request());
        }
      }
    }
    scheduler.running.removeAll(finished);
  }

  private void appendToken(LiveRequest request, Instant now) {
    request.outputs++;
    Instant before = request.lastToken;
    if (before == null) {
      listener.firstToken(request.tag, now.nanos());
    } else if (request.measured) {
      listener.gap(now.picosSince(before), 1, now.nanos());
    }
    request.lastToken = now;
    if (isFinished(request)) {
      listener.finished(request.tag, FinishReason.LENGTH, now.nanos());
      observer.finished(scheduleCalls - 1, request.tag, FinishReason.LENGTH);
    }
  }

  /** By length; nothing stops earlier, since the true output length is given. */
  private boolean isFinished(LiveRequest request) {
    return request.outputs >= request.maxTokens || request.tokens() >= args.maxModelLen();
  }

  private void countUsage(Step ended) {
    BatchShape shape = ended.shape();
    usage.steps++;
    usage.tokens += shape.tokens();
    usage.sampled += shape.sampled;
    usage.decodeContextTokens += shape.decodeContextTokens;
    usage.prefillPairsTwice += shape.prefillPairsTwice;
    usage.prefillContextTokens += shape.prefillContextTokens;
    addTime(usage, ended.picos());
  }

  private void addTime(EngineUsage totals, long picos) {
    totals.busyPicos.add(picos);
    totals.runningPicos.add(running(), picos);
    totals.blockPicos.add(scheduler.usedBlocks(), picos);
  }

  private void checkTime(long nanos) {
    checkOrder(nanos);
    if (nanos > nextEventNanos()) {
      throw new IllegalArgumentException(
          "advance to " + nextEventNanos() + " ns before speaking of " + nanos + " ns");
    }
  }

  private void checkOrder(long nanos) {
    if (nanos < givenNanos) {
      throw new IllegalArgumentException(nanos + " ns is before " + givenNanos + " ns");
    }
    givenNanos = nanos;
  }
}
