package dev.crossover.engine.serving;

/**
 * The vLLM V1 engine loop in simulated time: schedule, execute, process the output, again; where
 * nothing but decoding can happen, many steps at a leap. An asynchronous engine has a second batch
 * scheduled while one executes. {@code ReferenceEngine} says the same in plain words and agrees to
 * the bit.
 */
public final class EngineCore implements ServingEngine {
  private static final long NEVER = Long.MAX_VALUE;

  private enum Doing {
    NOTHING,
    STEP,
    LEAP
  }

  private final EngineArgs args;
  private final StepTimeModel time;
  private final EngineListener listener;
  private final boolean leaps;
  private final QueueState state;
  private final Scheduler scheduler;
  private final BatchOutput output;
  private final Aborts aborts;
  private final DecodeLeap leap;
  private final StepTotals totals = new StepTotals();
  private final StepObserver observer;

  /** The batch under way; in a leap of an asynchronous engine, that of the step under way. */
  private Batch executing = new Batch();

  /** The batch after it, where the engine is asynchronous. */
  private Batch queued = new Batch();

  private Doing doing = Doing.NOTHING;

  /** Start of the step or leap under way; of an idle engine, the end of its last step. */
  private final PicoClock start = new PicoClock();

  private final PicoClock end = new PicoClock();
  private long stepPicos;
  private long wakeNanos = NEVER;
  private long givenNanos = Long.MIN_VALUE;
  private long advancedNanos = Long.MIN_VALUE;

  /** Whether every running request got an output in the step that ended at {@code start}. */
  private boolean allDecoding;

  private long scheduleCalls;

  /** An engine that nobody observes step by step. */
  public EngineCore(EngineArgs args, StepTimeModel time, EngineListener listener, boolean leap) {
    this(args, time, listener, leap, StepObserver.NONE);
  }

  /**
   * @param leap whether decode steps may be taken many at once; the results are the same
   * @param observer hears each schedule call; unless it is {@link StepObserver#NONE} the engine
   *     never leaps
   */
  public EngineCore(
      EngineArgs args,
      StepTimeModel time,
      EngineListener listener,
      boolean leap,
      StepObserver observer) {
    this.args = args;
    this.time = time;
    this.listener = listener;
    this.observer = observer;
    this.leaps = leap && observer == StepObserver.NONE && DecodeLeap.isPossible(args);
    this.state = new QueueState(args);
    this.scheduler = new Scheduler(args, state, listener, observer);
    this.output = new BatchOutput(args, state, totals, listener, observer);
    this.aborts = new Aborts(state, listener, observer);
    this.leap = new DecodeLeap(args, time, state, scheduler.waitingPass);
  }

  @Override
  public void enqueue(EngineRequest request, long nanos) {
    args.checkRequest(request.promptTokens, request.maxTokens, request.outputTokens);
    checkTime(nanos);
    int row = state.rows.open(request, args.maxModelLen());
    state.blocks.open(row, request);
    state.queues.waiting.add(row);
    observer.arrived(request.tag, request.promptTokens);
    if (doing == Doing.NOTHING) {
      wakeAt(nanos);
    } else if (doing == Doing.LEAP
        && !scheduler.waitingPass.isShut(state.running.size)
        && state.queues.first() == row) {
      cutLeap(nanos);
    }
  }

  @Override
  public void abort(int tag, long nanos) {
    checkTime(nanos);
    aborts.add(tag);
    if (doing == Doing.NOTHING) {
      wakeAt(nanos);
    } else if (doing == Doing.LEAP) {
      cutLeap(nanos);
    }
  }

  @Override
  public void advanceTo(long nanos) {
    checkOrder(nanos);
    while (nextEventNanos() <= nanos) {
      if (doing == Doing.NOTHING) {
        start.raiseTo(wakeNanos);
        wakeNanos = NEVER;
        allDecoding = false;
      } else {
        endWork();
      }
      startWork();
    }
    advancedNanos = nanos;
  }

  @Override
  public void accountTo(long nanos) {
    checkTime(nanos);
    if (doing == Doing.LEAP) {
      int ended = leapStepsEnded(nanos);
      if (ended > 0) {
        settle(ended);
      }
    }
  }

  @Override
  public long nextEventNanos() {
    return doing == Doing.NOTHING ? wakeNanos : end.nanos();
  }

  @Override
  public int waiting() {
    return state.waiting();
  }

  @Override
  public int running() {
    return state.running.size;
  }

  @Override
  public int usableBlocks() {
    return state.pool.usable();
  }

  @Override
  public int freeBlocks() {
    return state.pool.free();
  }

  @Override
  public int[] freeBlockOrder() {
    return state.pool.freeOrder();
  }

  @Override
  public int heldBlocks() {
    return state.heldBlocks();
  }

  @Override
  public void usageAt(long nanos, EngineUsage out) {
    accountTo(nanos);
    totals.copyTo(out);
    if (doing == Doing.NOTHING) {
      return;
    }
    int blocks = blocksInUse();
    out.peakBlocks = Math.max(out.peakBlocks, blocks);
    StepTotals.addTime(out, Math.max(0, start.picosUntil(nanos)), state.running.size, blocks);
  }

  @Override
  public void restartPeak(long nanos) {
    accountTo(nanos);
    totals.restartPeak(blocksInUse());
  }

  private void wakeAt(long nanos) {
    if (wakeNanos == NEVER) {
      wakeNanos = nanos;
    }
  }

  /** Those of the step under way, once its predecessors in a leap are accounted. */
  private int blocksInUse() {
    return state.pool.used() + (doing == Doing.LEAP ? leap.demandOfNextStep() : 0);
  }

  private void endWork() {
    if (doing == Doing.LEAP) {
      settle(leap.steps());
      if (leap.reachedCompletion()) {
        executing.keepDecodes(state.rows);
        output.finishDecodes(executing, start.nanos());
      }
      return;
    }
    totals.stepEnded(executing, stepPicos, state.running.size, state.pool.used());
    allDecoding = output.process(executing, queued, end);
    start.set(end);
    Batch ended = executing;
    executing = queued;
    queued = ended;
    queued.clear(0);
  }

  private void startWork() {
    takeAbortedOut();
    if (leaps && allDecoding && isPureDecode() && leap.plan()) {
      doing = Doing.LEAP;
      wakeNanos = NEVER;
      endAfter(leap.picos(leap.steps()));
      return;
    }
    scheduleAhead();
    if (executing.isEmpty()) {
      doing = Doing.NOTHING;
      return;
    }
    doing = Doing.STEP;
    wakeNanos = NEVER;
    stepPicos = time.stepPicos(executing.shape);
    endAfter(stepPicos);
  }

  /** Whether the batch that an asynchronous engine has under way is one decode of each request. */
  private boolean isPureDecode() {
    return state.running.size > 0
        && (!args.asyncScheduling() || executing.isDecodeOf(state.running.size));
  }

  /**
   * Schedules until a batch executes and, in an asynchronous engine, another waits for it; or until
   * nothing comes of it. Where somebody was preempted the next call may find more.
   */
  private void scheduleAhead() {
    while (state.hasUnfinished()) {
      boolean ahead = !executing.isEmpty();
      Batch batch = ahead ? queued : executing;
      int preemptions = schedule(batch);
      if (ahead
          || (batch.isEmpty() && preemptions == 0)
          || (!batch.isEmpty() && !args.asyncScheduling())) {
        return;
      }
      takeAbortedOut();
    }
  }

  private void takeAbortedOut() {
    if (aborts.takeOut(executing, queued, start.nanos(), scheduleCalls)) {
      allDecoding = false;
    }
  }

  private int schedule(Batch batch) {
    batch.call = scheduleCalls++;
    int preemptions = scheduler.schedule(batch, start);
    assert state.blocksAreConserved() : "blocks are lost at step " + batch.call;
    totals.preempted(preemptions);
    totals.blocksInUse(state.pool.used());
    observer.scheduleEnded(batch.call, state);
    return preemptions;
  }

  private void endAfter(long picos) {
    end.set(start);
    end.add(picos);
  }

  /** Ends the leap with the step under way at {@code nanos}, where a newcomer is looked at. */
  private void cutLeap(long nanos) {
    leap.cutTo(leapStepsEnded(nanos) + 1);
    endAfter(leap.picos(leap.steps()));
  }

  /**
   * Steps of the leap that ended strictly before {@code nanos}, or at it where {@link #advanceTo}
   * has been there: then the schedule of that instant has happened.
   */
  private int leapStepsEnded(long nanos) {
    long lastNanos = Math.max(nanos - 1, advancedNanos);
    return leap.stepsEndedBefore(start.picosUntil(lastNanos + 1));
  }

  private void settle(int ended) {
    long picos = leap.picos(ended);
    leap.settle(ended, totals, listener);
    start.add(picos);
    executing.shape.decodeContextTokens = leap.contextTokens();
    assert state.blocksAreConserved() : "blocks are lost in a leap";
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
