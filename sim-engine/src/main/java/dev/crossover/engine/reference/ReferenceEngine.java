package dev.crossover.engine.reference;

import dev.crossover.engine.serving.BatchShape;
import dev.crossover.engine.serving.EngineArgs;
import dev.crossover.engine.serving.EngineListener;
import dev.crossover.engine.serving.EngineRequest;
import dev.crossover.engine.serving.EngineUsage;
import dev.crossover.engine.serving.ServingEngine;
import dev.crossover.engine.serving.StepObserver;
import dev.crossover.engine.serving.StepTimeModel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * vLLM V1's engine loop (engine/core.py) in plain words, one step at a time: schedule, execute,
 * process the output, again; or asynchronously, with step n + 1 scheduled before the output of step
 * n is processed. Slow; it exists to say what {@code EngineCore} must do.
 */
public final class ReferenceEngine implements ServingEngine {
  /** A batch from its schedule to the processing of its output. */
  private record Step(Instant end, Batch batch, BatchShape shape) {}

  private final EngineArgs args;
  private final StepTimeModel time;
  private final EngineListener listener;
  private final StepObserver observer;
  private final ReferenceScheduler scheduler;
  private final OutputProcessor output;
  private final EngineUsage usage = new EngineUsage();
  private final List<LiveRequest> aborts = new ArrayList<>();

  /** The batch that executes and, in an asynchronous engine, the one behind it. */
  private final Deque<Step> steps = new ArrayDeque<>();

  /** When an idle engine schedules, or null where nothing would come of it. */
  private @Nullable Instant wake;

  /** When the engine last did something; the integrals in {@code usage} end there. */
  private Instant last = Instant.at(0);

  private long givenNanos = Long.MIN_VALUE;
  private long scheduleCalls;
  private long requests;

  public ReferenceEngine(
      EngineArgs args, StepTimeModel time, EngineListener listener, StepObserver observer) {
    this.args = args;
    this.time = time;
    this.listener = listener;
    this.observer = observer;
    this.scheduler = new ReferenceScheduler(args, observer);
    this.output = new OutputProcessor(args, scheduler, listener, observer, usage);
  }

  @Override
  public void enqueue(EngineRequest request, long nanos) {
    args.checkRequest(request.promptTokens, request.maxTokens, request.outputTokens);
    checkTime(nanos);
    scheduler.waiting.add(new LiveRequest(request, requests++));
    observer.arrived(request.tag, request.promptTokens);
    wakeAt(nanos);
  }

  @Override
  public void abort(int tag, long nanos) {
    checkTime(nanos);
    aborts.add(scheduler.live(tag));
    wakeAt(nanos);
  }

  @Override
  public void advanceTo(long nanos) {
    checkOrder(nanos);
    while (nextEventNanos() <= nanos) {
      Step ended = steps.peekFirst();
      if (ended != null) {
        moveTo(ended.end());
        steps.removeFirst();
        count(ended);
        output.process(ended.batch(), last);
      } else if (wake != null) {
        moveTo(wake);
      }
      wake = null;
      scheduleWhatCanBe();
    }
  }

  @Override
  public void accountTo(long nanos) {
    checkTime(nanos);
  }

  @Override
  public long nextEventNanos() {
    Step executing = steps.peekFirst();
    if (executing != null) {
      return executing.end().nanos();
    }
    return wake == null ? Long.MAX_VALUE : wake.nanos();
  }

  @Override
  public int waiting() {
    return scheduler.waiting();
  }

  @Override
  public int running() {
    return scheduler.running();
  }

  @Override
  public int usableBlocks() {
    return args.usableBlocks();
  }

  @Override
  public int freeBlocks() {
    return scheduler.freeBlocks();
  }

  @Override
  public int[] freeBlockOrder() {
    return scheduler.cache.freeOrder();
  }

  @Override
  public int heldBlocks() {
    return KvCache.heldBy(scheduler.running);
  }

  @Override
  public void usageAt(long nanos, EngineUsage out) {
    accountTo(nanos);
    out.set(usage);
    addTime(out, Math.max(0, Instant.at(nanos).picosSince(last)));
  }

  @Override
  public void restartPeak(long nanos) {
    accountTo(nanos);
    usage.peakBlocks = scheduler.cache.used();
  }

  private void wakeAt(long nanos) {
    if (steps.isEmpty() && wake == null) {
      Instant now = Instant.at(nanos);
      wake = now.isBefore(last) ? last : now;
    }
  }

  /** A leaver that has ended by itself meanwhile is not told again. */
  private void abortLeavers() {
    for (LiveRequest leaver : aborts) {
      if (!leaver.ended) {
        scheduler.remove(leaver);
        listener.aborted(leaver.tag, leaver.outputs, last.nanos());
        observer.aborted(scheduleCalls, leaver.tag);
      }
    }
    aborts.clear();
  }

  /**
   * Fills the pipeline: one batch deep, or two. A call that gives nobody anything waits for the
   * batch in flight. With none in flight another call would come to the same, unless somebody had
   * to yield in this one: the next finds the request waiting, and its blocks free.
   */
  private void scheduleWhatCanBe() {
    int depth = args.asyncScheduling() ? 2 : 1;
    boolean goesOn = true;
    while (goesOn && steps.size() < depth) {
      abortLeavers();
      if (!hasUnfinished()) {
        return;
      }
      Batch batch = scheduler.schedule(scheduleCalls);
      tell(batch);
      goesOn = !batch.isEmpty() || (steps.isEmpty() && !batch.victims.isEmpty());
      if (!batch.isEmpty()) {
        Step before = steps.peekLast();
        BatchShape shape = batch.shape();
        Instant start = before == null ? last : before.end();
        steps.addLast(new Step(start.plus(time.stepPicos(shape)), batch, shape));
      }
    }
  }

  private boolean hasUnfinished() {
    return !scheduler.running.isEmpty() || !scheduler.waiting.isEmpty();
  }

  private void tell(Batch batch) {
    for (LiveRequest victim : batch.victims) {
      listener.preempted(victim.tag, last.nanos());
    }
    for (Batch.Admission admission : batch.admissions) {
      if (admission.first()) {
        listener.scheduled(admission.request().tag, admission.cachedTokens(), last.nanos());
      }
    }
    usage.preemptions += batch.victims.size();
    usage.peakBlocks = Math.max(usage.peakBlocks, scheduler.cache.used());
    observer.scheduleEnded(scheduleCalls++, scheduler);
  }

  private void count(Step ended) {
    BatchShape shape = ended.shape();
    usage.steps++;
    usage.tokens += shape.tokens();
    usage.sampled += shape.sampled;
    usage.decodeContextTokens += shape.decodeContextTokens;
    usage.prefillPairsTwice += shape.prefillPairsTwice;
    usage.prefillContextTokens += shape.prefillContextTokens;
    for (Batch.Admission admission : ended.batch().admissions) {
      if (admission.first() && args.enablePrefixCaching()) {
        usage.prefixQueriedTokens += admission.request().promptTokens;
        usage.prefixHitTokens += admission.cachedTokens();
      }
    }
  }

  /** The integrals go on with what stood since the last event, while a batch executed. */
  private void moveTo(Instant now) {
    addTime(usage, now.picosSince(last));
    last = now;
  }

  private void addTime(EngineUsage totals, long picos) {
    if (!steps.isEmpty()) {
      totals.busyPicos.add(picos);
      totals.runningPicos.add(running(), picos);
      totals.blockPicos.add(scheduler.cache.used(), picos);
    }
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
