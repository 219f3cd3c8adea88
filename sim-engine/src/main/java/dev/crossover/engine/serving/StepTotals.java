package dev.crossover.engine.serving;

import dev.crossover.engine.kernel.WideSum;

/** Adds ended steps, and the step under way, to an engine's running totals. */
final class StepTotals {
  private final EngineUsage total = new EngineUsage();
  private final WideSum notYetHeld = new WideSum();

  void preempted(int requests) {
    total.preemptions += requests;
  }

  void verified(int draftTokens, int acceptedTokens) {
    total.drafts++;
    total.draftTokens += draftTokens;
    total.acceptedTokens += acceptedTokens;
  }

  void blocksInUse(int blocks) {
    total.peakBlocks = Math.max(total.peakBlocks, blocks);
  }

  void restartPeak(int blocks) {
    total.peakBlocks = blocks;
  }

  /** One step of any kind has ended. */
  void stepEnded(Batch ended, long stepPicos, int running, int blocks) {
    BatchShape batch = ended.shape;
    total.steps++;
    total.prefixQueriedTokens += ended.prefixQueriedTokens;
    total.prefixHitTokens += ended.prefixHitTokens;
    total.tokens += batch.tokens();
    total.sampled += batch.sampled;
    total.decodeContextTokens += batch.decodeContextTokens;
    total.prefillPairsTwice += batch.prefillPairsTwice;
    total.prefillContextTokens += batch.prefillContextTokens;
    addTime(total, stepPicos, running, blocks);
  }

  /** Several steps of a leap have ended; their block integral follows by {@link #blocksHeld}. */
  void decodeStepsEnded(int steps, int decodes, long contextTokens, long picos) {
    total.steps += steps;
    total.tokens += (long) steps * decodes;
    total.sampled += (long) steps * decodes;
    total.decodeContextTokens += contextTokens;
    total.busyPicos.add(picos);
    total.runningPicos.add(decodes, picos);
  }

  /**
   * Adds to the block integral the {@code blocks} held at the end of {@code picos}, less the time
   * before those taken on the way were taken: {@code lateSteps * firstPicos + lateTriangles *
   * growthPicos} block-picoseconds in all.
   */
  void blocksHeld(
      long blocks,
      long picos,
      long lateSteps,
      long firstPicos,
      long lateTriangles,
      long growthPicos) {
    total.blockPicos.add(blocks, picos);
    notYetHeld.clear();
    notYetHeld.add(lateSteps, firstPicos);
    notYetHeld.add(lateTriangles, growthPicos);
    total.blockPicos.subtract(notYetHeld);
  }

  /** The totals with nothing under way. */
  void copyTo(EngineUsage out) {
    out.set(total);
  }

  /** The part of a step, of {@code elapsedPicos}, that belongs in the integrals already. */
  static void addTime(EngineUsage usage, long elapsedPicos, int running, int blocks) {
    usage.busyPicos.add(elapsedPicos);
    usage.runningPicos.add(running, elapsedPicos);
    usage.blockPicos.add(blocks, elapsedPicos);
  }
}
