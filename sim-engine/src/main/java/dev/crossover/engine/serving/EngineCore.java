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
  private final Pipeline pipeline;
  private final WaitingPass waitingPass;
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
    this.pipeline = new Pipeline(args, state, totals, listener, observer);
    this.waitingPass = pipeline.waitingPass();
    this.leap = new DecodeLeap(args, time, state, waitingPass);
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
        && !waitingPass.isFullOrUnneeded()
        && state.queues.first() == row) {
      cutLeap(nanos);
    }
  }

  @Override
  public void abort(int tag, long nanos) {
    checkTime(nanos);
    pipeline.abort(tag);
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
        pipeline.wake();
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
        pipeline.completeLeap(start.nanos());
      }
      return;
    }
    totals.stepEnded(pipeline.executing(), stepPicos, state.running.size, state.pool.used());
    pipeline.end(end);
    start.set(end);
  }

  private void startWork() {
    pipeline.takeAbortedOut(start);
    if (leaps && pipeline.onlyDecodes() && leap.plan()) {
      doing = Doing.LEAP;
      wakeNanos = NEVER;
      endAfter(leap.picos(leap.steps()));
      return;
    }
    pipeline.fill(start);
    if (pipeline.executing().isEmpty()) {
      doing = Doing.NOTHING;
      return;
    }
    doing = Doing.STEP;
    wakeNanos = NEVER;
    stepPicos = time.stepPicos(pipeline.executing().shape);
    endAfter(stepPicos);
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
    pipeline.leapTo(leap.contextTokens());
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
