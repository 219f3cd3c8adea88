package dev.crossover.engine.serving;

import java.util.Arrays;

/**
 * Many decode steps at once. While every running request decodes and nobody can join, step j lasts
 * {@code first + growth * j} picoseconds, so durations, gaps and integrals over any number of steps
 * are sums of squares; they are exact integers, so that leaping and stepping agree to the bit.
 *
 * <p>A leap ends at the first completion or before the first step whose blocks are not there.
 * {@link #settle} accounts steps from its front; what remains is again a leap.
 */
final class DecodeLeap {
  /** Keeps every sum of steps within 63 bits for up to 32,768 running requests. */
  private static final int MAX_STEPS = 1 << 16;

  private static final double MAX_PICOS = 0x1.0p61;

  private final StepTimeModel time;
  private final Scheduler scheduler;
  private final RequestRows rows;
  private final RunningOrder running;
  private final WaitingRing waiting;
  private final BlockPool pool;
  private final BatchShape decodes = new BatchShape();
  private final Line line = new Line();
  private final int[] takersByStep;

  private int steps;
  private int stepsToCompletion;
  private int measured;
  private long contextTokens;
  private long firstPicos;
  private long growthPicos;

  DecodeLeap(EngineArgs args, StepTimeModel time, QueueState state, Scheduler scheduler) {
    this.time = time;
    this.scheduler = scheduler;
    this.rows = state.rows;
    this.running = state.running;
    this.waiting = state.waiting;
    this.pool = state.pool;
    this.takersByStep = new int[args.blockSize()];
  }

  /** Plans a leap from here; false where the next step must be scheduled the ordinary way. */
  boolean plan() {
    survey();
    int firstDemand = demandOfNextStep();
    if (firstDemand > pool.free()
        || (!waiting.isEmpty()
            && !scheduler.headIsBlocked(running.size, pool.free() - firstDemand))) {
      return false;
    }
    steps = stepsWithBlocks(Math.min(stepsToCompletion, MAX_STEPS));
    drawLine();
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

  /** Whether the last step settled was some request's last. */
  boolean reachedCompletion() {
    return stepsToCompletion == 0;
  }

  /** Blocks that the step under way has taken but {@link #settle} has not yet booked. */
  int demandOfNextStep() {
    int demand = 0;
    for (int i = 0; i < running.size; i++) {
      demand += pool.slack(rows.computed[running.rows[i]]) == 0 ? 1 : 0;
    }
    return demand;
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
  }

  /** Moves every request on and integrates the blocks in use over the steps, exactly. */
  private void takeBlocks(int ended, long picos, StepTotals totals) {
    int heldBefore = pool.used();
    long taken = 0;
    long sumSteps = 0;
    long sumTriangles = 0;
    int blockSize = pool.blockSize();
    for (int i = 0; i < running.size; i++) {
      int row = running.rows[i];
      int first = pool.slack(rows.computed[row]);
      rows.computed[row] += ended;
      if (first >= ended) {
        continue;
      }
      if (first + blockSize >= ended) {
        taken++;
        sumSteps += first;
        sumTriangles += triangle(first);
        continue;
      }
      long count = (ended - 1L - first) / blockSize + 1;
      long sum = count * first + blockSize * triangle(count);
      taken += count;
      sumSteps += sum;
      sumTriangles += (sumOfSquares(first, count) - sum) / 2;
    }
    pool.take((int) taken);
    totals.blocksInUse(pool.used());
    totals.blocksHeld(heldBefore + taken, picos, sumSteps, firstPicos, sumTriangles, growthPicos);
  }

  /** Sum of the squares of {@code first + m * block_size}, m = 0 to count - 1. */
  private long sumOfSquares(long first, long count) {
    long stride = pool.blockSize();
    long squares = (count - 1) * count * (2 * count - 1) / 6;
    return count * first * first + 2 * first * stride * triangle(count) + stride * stride * squares;
  }

  private void survey() {
    int left = Integer.MAX_VALUE;
    int measuredSoFar = 0;
    long computedTokens = 0;
    for (int i = 0; i < running.size; i++) {
      int row = running.rows[i];
      int computed = rows.computed[row];
      left = Math.min(left, rows.targetTokens[row] - computed - 1);
      computedTokens += computed;
      measuredSoFar += rows.measured[row] ? 1 : 0;
    }
    stepsToCompletion = left;
    measured = measuredSoFar;
    contextTokens = computedTokens + running.size;
  }

  /** How many of the next steps find their blocks, at most {@code wanted}. */
  private int stepsWithBlocks(int wanted) {
    long blocksEach = pool.blocksFor(wanted);
    if (blocksEach * running.size <= pool.free()) {
      return wanted;
    }
    Arrays.fill(takersByStep, 0);
    for (int i = 0; i < running.size; i++) {
      takersByStep[pool.slack(rows.computed[running.rows[i]])]++;
    }
    int rounds = pool.free() / running.size;
    int left = pool.free() - rounds * running.size;
    int step = 0;
    while (takersByStep[step] <= left) {
      left -= takersByStep[step++];
    }
    return (int) Math.min(wanted, (long) rounds * pool.blockSize() + step);
  }

  private void drawLine() {
    decodes.decodes = running.size;
    decodes.decodeTokens = running.size;
    decodes.sampled = running.size;
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
