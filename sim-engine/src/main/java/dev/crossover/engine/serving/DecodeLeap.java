package dev.crossover.engine.serving;

/**
 * Many decode steps at once. While every running request decodes and nobody can join, step j lasts
 * {@code first + growth * j} picoseconds, so durations, gaps and integrals over any number of steps
 * are sums of squares; they are exact integers, so that leaping and stepping agree to the bit.
 *
 * <p>A leap ends at the first completion, before the first step whose blocks are not there, where
 * the line ends, and before a sliding window has blocks to return. {@link #settle} accounts steps
 * from its front; what remains is again a leap.
 */
final class DecodeLeap {
  /** Keeps every sum of steps within 63 bits for up to 32,768 running requests. */
  private static final int MAX_STEPS = 1 << 16;

  private static final double MAX_PICOS = 0x1.0p61;

  private final StepTimeModel time;
  private final boolean async;
  private final int window;
  private final QueueState state;
  private final WaitingPass waitingPass;
  private final RequestRows rows;
  private final RunningOrder running;
  private final BlockPool pool;
  private final BlockTaking taking;
  private final BatchShape decodes = new BatchShape();
  private final Line line = new Line();

  private int steps;
  private int stepsToCompletion;

  /** Whether the leap may last to the completion itself. */
  private boolean mayComplete;

  private int takersOfFirst;
  private int measured;
  private long contextTokens;
  private long firstPicos;
  private long growthPicos;

  DecodeLeap(EngineArgs args, StepTimeModel time, QueueState state, WaitingPass waitingPass) {
    this.time = time;
    this.async = args.asyncScheduling();
    this.window = args.slidingWindow();
    this.state = state;
    this.waitingPass = waitingPass;
    this.rows = state.rows;
    this.running = state.running;
    this.pool = state.pool;
    this.taking = new BlockTaking(args, state);
  }

  /** Whether steps of an engine can ever be alike: with drafts, every output has its own length. */
  static boolean isPossible(EngineArgs args) {
    return args.numSpeculativeTokens() == 0 && args.numLookaheadTokens() == 0;
  }

  /** Plans a leap from here; false where the next step must be scheduled the ordinary way. */
  boolean plan() {
    mayComplete = !async || waitingPass.isFullOrUnneeded();
    int wanted = survey();
    if (wanted <= 0) {
      return false;
    }
    int firstDemand = stepsToCompletion == 1 ? demandOfNextStep() : takersOfFirst;
    if (firstDemand > pool.free() || !waitingPass.nobodyJoins(pool.free() - firstDemand)) {
      return false;
    }
    drawLine();
    int limited = Math.min(Math.min(wanted, MAX_STEPS), stepsOnLine());
    // The first step's blocks are there; the count knows nothing of who is left out of it.
    steps = Math.max(1, taking.stepsWithBlocks(limited));
    while (!fitsTime()) {
      steps = Math.max(1, steps / 2);
    }
    return true;
  }

  /** Steps left. */
  int steps() {
    return steps;
  }

  /** Duration of the first so many steps. */
  long picos(int ofSteps) {
    return ofSteps * firstPicos + growthPicos * triangle(ofSteps);
  }

  /** Ends the leap after so many steps. */
  void cutTo(int newSteps) {
    steps = newSteps;
  }

  /** Steps, short of the last, that end before {@code limitPicos} after the start. */
  int stepsEndedBefore(long limitPicos) {
    int ended = (int) Math.min(steps - 1.0, stepsWithin((double) limitPicos));
    // The estimate is off by rounding alone; exact integers decide.
    while (ended > 0 && picos(ended) >= limitPicos) {
      ended--;
    }
    while (ended < steps - 1 && picos(ended + 1) < limitPicos) {
      ended++;
    }
    return ended;
  }

  /**
   * The root of {@code first * n + growth * n * (n - 1) / 2 = limit}, in the form that does not
   * cancel; 0 before the start.
   */
  private double stepsWithin(double limitPicos) {
    double linear = firstPicos - growthPicos / 2.0;
    double root = Math.sqrt(linear * linear + 2.0 * growthPicos * Math.max(0, limitPicos));
    return Math.max(0, 2 * limitPicos / (linear + root));
  }

  /** Whether the last step settled was some request's last, and no other follows it. */
  boolean reachedCompletion() {
    return stepsToCompletion == 0;
  }

  /** Blocks that the step under way has taken but {@link #settle} has not yet booked. */
  int demandOfNextStep() {
    int demand = 0;
    boolean ends = async && stepsToCompletion == 1;
    for (int i = 0; i < running.size; i++) {
      int row = running.rows[i];
      boolean takes = pool.slack(rows.computed[row]) == 0;
      demand += takes && !(ends && rows.isLastByLength(row)) ? 1 : 0;
    }
    return demand;
  }

  /** Sum over the running requests of the positions that the step under way attends. */
  long contextTokens() {
    return contextTokens;
  }

  /** Books the first so many steps and makes the rest the leap. */
  void settle(int ended, StepTotals totals, EngineListener listener) {
    int size = running.size;
    long picos = picos(ended);
    totals.decodeStepsEnded(ended, size, ended * contextTokens + size * triangle(ended), picos);
    takeBlocks(ended, picos, totals);
    if (measured > 0) {
      listener.gaps(firstPicos, growthPicos, ended, measured);
    }
    contextTokens += (long) size * ended;
    firstPicos += growthPicos * ended;
    steps -= ended;
    stepsToCompletion -= ended;
    state.lastOutput.add(picos);
  }

  /** Moves every request on and integrates the blocks in use over the steps, exactly. */
  private void takeBlocks(int ended, long picos, StepTotals totals) {
    int heldBefore = pool.used();
    taking.run(ended, async && ended == stepsToCompletion);
    int taken = pool.used() - heldBefore;
    totals.blocksInUse(pool.used());
    totals.blocksHeld(
        heldBefore + taken, picos, taking.sumSteps, firstPicos, taking.sumTriangles, growthPicos);
  }

  /**
   * How many steps are alike as far as the requests go. An asynchronous engine schedules one step
   * ahead of the one that runs, and leaves out of it who then has the last token in flight.
   */
  private int survey() {
    int left = Integer.MAX_VALUE;
    int most = 0;
    int measuredSoFar = 0;
    int takers = 0;
    long computedTokens = 0;
    for (int i = 0; i < running.size; i++) {
      int row = running.rows[i];
      int computed = rows.computed[row];
      left = Math.min(left, rows.endTokens[row] - rows.tokens[row]);
      most = Math.max(most, computed);
      takers += pool.slack(computed) == 0 ? 1 : 0;
      computedTokens += computed;
      measuredSoFar += rows.measured[row] ? 1 : 0;
    }
    stepsToCompletion = left;
    measured = measuredSoFar;
    takersOfFirst = takers;
    contextTokens = computedTokens + (async ? 0 : running.size);
    int alike = mayComplete ? left : left - 1;
    return window == 0 ? alike : Math.min(alike, window - most);
  }

  private int stepsOnLine() {
    long more = (line.lastContextTokens - contextTokens) / running.size;
    return 1 + (int) Math.min(MAX_STEPS, Math.max(0, more));
  }

  private void drawLine() {
    decodes.decodes = running.size;
    decodes.decodeTokens = running.size;
    decodes.sampled = running.size;
    decodes.decodeContextTokens = contextTokens;
    time.decodeLine(decodes, line);
    if (line.slopePicos < 0) {
      throw new IllegalStateException("decode slope of " + line.slopePicos + " ps is negative");
    }
    firstPicos = line.basePicos + line.slopePicos * contextTokens;
    growthPicos = line.slopePicos * running.size;
  }

  private boolean fitsTime() {
    double worst = (double) steps * ((double) firstPicos + (double) growthPicos * steps);
    return steps == 1 || worst < MAX_PICOS;
  }

  /** 0 + 1 + ... + (n - 1). */
  private static long triangle(long n) {
    return n * (n - 1) / 2;
  }
}
