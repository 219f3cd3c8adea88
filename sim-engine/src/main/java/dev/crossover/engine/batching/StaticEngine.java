package dev.crossover.engine.batching;

import dev.crossover.engine.serving.BatchShape;
import dev.crossover.engine.serving.EngineArgs;
import dev.crossover.engine.serving.EngineListener;
import dev.crossover.engine.serving.EngineRequest;
import dev.crossover.engine.serving.EngineUsage;
import dev.crossover.engine.serving.ScheduleView;
import dev.crossover.engine.serving.ServingEngine;
import dev.crossover.engine.serving.StepObserver;
import dev.crossover.engine.serving.StepTimeModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Request-level batching, as servers had it before iteration-level scheduling (Orca, OSDI 2022): up
 * to max_num_seqs waiting requests form a batch, prompts padded to the longest; nothing joins until
 * the last of them has ended, and the slots of those that ended earlier are computed as padding.
 * The requests of the batch that have not ended are those in {@code running}.
 *
 * <p>KV blocks are taken for the padded prompts when the batch begins, and then for each slot as it
 * grows. Where they run out, padding slots give theirs back, then requests from the tail, which
 * wait at the front to be computed again in the next batch.
 *
 * <p>The engine steps; it never leaps. {@code ServingEngine} lets an idle engine schedule at the
 * instant of a request; this one may wait longer for an incomplete batch to fill.
 */
public final class StaticEngine implements ServingEngine {
  /**
   * A step under way.
   *
   * @param firstSlot the first slot whose prompt it may complete
   */
  private record Step(
      StaticBatch batch, boolean prefills, int firstSlot, PicoInstant start, PicoInstant end) {
    long picos() {
      return end.picosSince(start);
    }
  }

  private final EngineArgs args;
  private final StepTimeModel time;
  private final EngineListener listener;
  private final StepObserver observer;
  private final long timeoutNanos;
  private final BatchRoom room;
  private final BatchQueue queue;
  private final BatchAnswers answers;
  private final View view = new View();
  private final BatchShape shape = new BatchShape();
  private final EngineUsage usage = new EngineUsage();
  private final List<Integer> aborts = new ArrayList<>();

  private @Nullable StaticBatch batch;
  private @Nullable Step step;

  /** When an idle engine schedules, or null where nothing would come of it. */
  private @Nullable PicoInstant wake;

  /** Whether the first request that waits can never be admitted. */
  private boolean stalled;

  private PicoInstant lastEnd = PicoInstant.at(0);
  private long givenNanos = Long.MIN_VALUE;
  private long scheduleCalls;

  /**
   * @param args limits; those without which there is no batch are read, the rest is vLLM's
   * @param grouping which waiting requests share a batch
   * @param timeoutNanos how long the first request waits for an incomplete batch to fill, 0 for not
   *     at all
   */
  public StaticEngine(
      EngineArgs args,
      Grouping grouping,
      long timeoutNanos,
      StepTimeModel time,
      EngineListener listener,
      StepObserver observer) {
    this.args = args;
    this.time = time;
    this.listener = listener;
    this.observer = observer;
    this.timeoutNanos = timeoutNanos;
    this.room = new BatchRoom(args);
    this.queue = new BatchQueue(grouping, room);
    this.answers = new BatchAnswers(listener, observer);
  }

  @Override
  public void enqueue(EngineRequest request, long nanos) {
    int outputTokens = Math.min(request.maxTokens, request.outputTokens);
    args.checkRequest(request.promptTokens, request.maxTokens, outputTokens);
    checkTime(nanos);
    queue.add(new BatchedRequest(request, args.maxModelLen(), nanos));
    observer.arrived(request.tag, request.promptTokens);
    if (step == null && !stalled) {
      wakeAt(Math.max(nanos, queue.dueNanos(timeoutNanos)));
    }
  }

  @Override
  public void abort(int tag, long nanos) {
    checkTime(nanos);
    aborts.add(tag);
    if (step == null) {
      wakeAt(nanos);
    }
  }

  /** An idle engine schedules at an instant, or where it would anyway before. */
  private void wakeAt(long nanos) {
    if (wake == null || nanos < wake.nanos()) {
      wake = lastEnd.orLater(nanos);
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
    return queue.size();
  }

  @Override
  public int running() {
    return batch == null ? 0 : batch.live().size();
  }

  @Override
  public int usableBlocks() {
    return args.usableBlocks();
  }

  @Override
  public int freeBlocks() {
    return args.usableBlocks() - heldBlocks();
  }

  /** Blocks are alike and all come back together, so they are taken in the order of their ids. */
  @Override
  public int[] freeBlockOrder() {
    return IntStream.rangeClosed(1 + heldBlocks(), args.usableBlocks()).toArray();
  }

  @Override
  public int heldBlocks() {
    return batch == null ? 0 : (int) batch.blocks();
  }

  @Override
  public void usageAt(long nanos, EngineUsage out) {
    accountTo(nanos);
    out.set(usage);
    if (step != null) {
      addTime(out, Math.max(0, PicoInstant.at(nanos).picosSince(step.start())));
    }
  }

  @Override
  public void restartPeak(long nanos) {
    accountTo(nanos);
    usage.peakBlocks = heldBlocks();
  }

  private void startStep(PicoInstant now) {
    step = null;
    wake = null;
    lastEnd = now;
    takeAborted(now);
    if (running() == 0 && queue.size() == 0) {
      batch = null;
      return;
    }
    StaticBatch scheduled = batch == null ? null : makeRoom(batch, now);
    if (scheduled == null) {
      scheduled = begin(now);
    }
    batch = scheduled;
    if (scheduled != null) {
      step = schedule(scheduled, now);
      usage.peakBlocks = Math.max(usage.peakBlocks, heldBlocks());
    }
    observer.scheduleEnded(scheduleCalls++, view);
  }

  private void takeAborted(PicoInstant now) {
    for (int tag : aborts) {
      BatchedRequest found = queue.remove(tag);
      if (found == null && batch != null) {
        found = batch.abort(tag, now);
      }
      if (found != null) {
        answers.aborted(found, now, scheduleCalls);
      }
    }
    stalled &= aborts.isEmpty();
    aborts.clear();
  }

  /** The batch with blocks for its next step; null where nobody of it is left. */
  private @Nullable StaticBatch makeRoom(StaticBatch current, PicoInstant now) {
    for (BatchedRequest victim : current.makeRoom(now)) {
      usage.preemptions++;
      queue.addFirst(victim);
      listener.preempted(victim.tag, now.nanos());
      observer.preempted(victim.tag);
    }
    return current.live().isEmpty() ? null : current;
  }

  /** A new batch of those who wait; null where it is not yet due, or nobody fits. */
  private @Nullable StaticBatch begin(PicoInstant now) {
    if (queue.size() == 0 || stalled) {
      return null;
    }
    long dueNanos = queue.dueNanos(timeoutNanos);
    if (dueNanos > now.nanos()) {
      wake = now.orLater(dueNanos);
      return null;
    }
    List<BatchedRequest> taken = queue.takeBatch();
    stalled = taken.isEmpty();
    for (BatchedRequest request : taken) {
      if (!request.admittedBefore) {
        listener.scheduled(request.tag, 0, now.nanos());
      }
      request.admittedBefore = true;
      observer.admitted(request.tag, 0);
    }
    return stalled ? null : new StaticBatch(args, room, taken);
  }

  private Step schedule(StaticBatch current, PicoInstant now) {
    boolean prefills = current.isPrefilling();
    int firstSlot = current.prefilledSlots();
    if (prefills) {
      current.prefill(shape, observer);
    } else {
      current.decode(shape, observer);
    }
    return new Step(current, prefills, firstSlot, now, now.plus(time.stepPicos(shape)));
  }

  private void end(Step ended) {
    countUsage(ended);
    StaticBatch current = ended.batch();
    if (ended.prefills()) {
      List<BatchedRequest> complete = current.slots(ended.firstSlot(), current.prefilledSlots());
      answers.prefilled(current, complete, ended.end(), scheduleCalls - 1);
    } else {
      answers.decoded(current, ended.picos(), ended.end(), scheduleCalls - 1);
    }
  }

  private void countUsage(Step ended) {
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
    totals.blockPicos.add(heldBlocks(), picos);
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

  /** The queue and the batch right after a schedule call. */
  private final class View implements ScheduleView {
    @Override
    public int running() {
      return StaticEngine.this.running();
    }

    @Override
    public int runningTag(int index) {
      return Objects.requireNonNull(batch).live().get(index).tag;
    }

    @Override
    public int waiting() {
      return queue.size();
    }

    @Override
    public int setAside() {
      return 0;
    }

    @Override
    public int waitingTag(int index) {
      return queue.tag(index);
    }

    @Override
    public int freeBlocks() {
      return StaticEngine.this.freeBlocks();
    }
  }
}
