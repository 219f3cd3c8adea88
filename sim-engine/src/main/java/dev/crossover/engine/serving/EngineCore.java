package dev.crossover.engine.serving;

/**
 * The vLLM V1 engine loop in simulated time: schedule, execute, process the output, again; first
 * come first served, one step at a time or, where nothing but decoding can happen, many at a leap.
 * {@code ReferenceEngine} says the same in plain words and agrees to the bit.
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
  private final DecodeLeap leap;
  private final StepTotals totals = new StepTotals();
  private final StepObserver observer;

  private Doing doing = Doing.NOTHING;

  /** Start of the step or leap under way; of an idle engine, the end of its last step. */
  private final PicoClock start = new PicoClock();

  private final PicoClock end = new PicoClock();
  private long stepPicos;
  private long wakeNanos = NEVER;
  private long givenNanos = Long.MIN_VALUE;
  private long advancedNanos = Long.MIN_VALUE;

  /** Whether every running request sampled a token in the step that ended at {@code start}. */
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
    this.leaps = leap && observer == StepObserver.NONE;
    this.state = new QueueState(args);
    this.scheduler = new Scheduler(args, state, listener, observer);
    this.output = new BatchOutput(state, listener, observer);
    this.leap = new DecodeLeap(args, time, state, scheduler);
  }

  @Override
  public void enqueue(EngineRequest request, long nanos) {
    int tag = request.tag;
    int promptTokens = request.promptTokens;
    int outputTokens = Math.min(request.maxTokens, request.outputTokens);
    boolean measured = request.measured;
    args.checkRequest(promptTokens, request.maxTokens, outputTokens);
    checkTime(nanos);
    boolean nobodyWaits = state.waiting.isEmpty();
    int target = (int) Math.min((long) promptTokens + outputTokens, args.maxModelLen());
    state.waiting.addLast(state.rows.open(tag, promptTokens, target, measured));
    if (!nobodyWaits) {
      return;
    }
    if (doing == Doing.NOTHING) {
      wakeNanos = nanos;
    } else if (doing == Doing.LEAP && !scheduler.isShut(state.running.size)) {
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
    return state.waiting.size();
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
  public void abort(int tag, long nanos) {
    throw new UnsupportedOperationException("abort");
  }

  @Override
  public int[] freeBlockOrder() {
    throw new UnsupportedOperationException("freeBlockOrder");
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

  /** Those of the step under way, once its predecessors in a leap are accounted. */
  private int blocksInUse() {
    return state.pool.used() + (doing == Doing.LEAP ? leap.demandOfNextStep() : 0);
  }

  private void endWork() {
    if (doing == Doing.LEAP) {
      settle(leap.steps());
      if (leap.reachedCompletion()) {
        output.finishDecodes(start.nanos());
      }
    } else {
      totals.stepEnded(state.batch, stepPicos, state.running.size, state.pool.used());
      allDecoding = output.process(start, end, stepPicos, scheduleCalls - 1);
      start.set(end);
    }
  }

  private void startWork() {
    if (leaps && allDecoding && state.running.size > 0 && leap.plan()) {
      doing = Doing.LEAP;
      endAfter(leap.picos(leap.steps()));
      return;
    }
    schedule();
    // A lone request that preempted itself left an empty batch; the next call finds it waiting.
    if (state.batch.tokens() == 0 && scheduler.preemptions() > 0) {
      schedule();
    }
    if (state.batch.tokens() == 0) {
      doing = Doing.NOTHING;
      return;
    }
    doing = Doing.STEP;
    stepPicos = time.stepPicos(state.batch);
    endAfter(stepPicos);
  }

  private void schedule() {
    if (state.running.size == 0 && state.waiting.isEmpty()) {
      state.batch.clear();
      return;
    }
    scheduler.schedule(start);
    assert state.blocksAreConserved() : "blocks are lost at step " + scheduleCalls;
    totals.preempted(scheduler.preemptions());
    totals.blocksInUse(state.pool.used());
    observer.scheduleEnded(scheduleCalls++, state);
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
