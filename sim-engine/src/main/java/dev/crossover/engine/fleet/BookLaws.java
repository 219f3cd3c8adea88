package dev.crossover.engine.fleet;

import dev.crossover.engine.metering.ClassTally;
import dev.crossover.engine.metering.FateCounts;
import dev.crossover.engine.metering.ReplicaTotals;
import dev.crossover.engine.metering.StrategyTally;
import dev.crossover.engine.metering.TokenTotals;
import dev.crossover.engine.metering.WindowRow;
import dev.crossover.engine.reference.BrokenLawException;
import dev.crossover.engine.request.Fate;
import dev.crossover.engine.request.Reason;
import dev.crossover.engine.serving.EngineUsage;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Map;

/** What must hold between the figures of one run, whatever was simulated. */
final class BookLaws {
  private static final BigInteger PICOS_PER_NANO = BigInteger.valueOf(1_000);

  private BookLaws() {}

  /** Every request is counted in one fate, one window and one backend. */
  static void check(StrategyTally tally) {
    checkCounts("in all", tally.counts);
    FateCounts windows = new FateCounts();
    for (int i = 0; i < tally.windows.size(); i++) {
      WindowRow row = tally.windows.get(i);
      checkCounts("in window " + i, row.counts());
      windows.add(row.counts());
    }
    long arrived = tally.counts.arrived();
    BrokenLawException.unless(
        windows.arrived() == arrived, "%d arrived, %d in windows", arrived, windows.arrived());
    long routed = Arrays.stream(tally.routed).sum();
    long byRule = Arrays.stream(tally.byRule).sum();
    BrokenLawException.unless(
        routed + tally.unrouted == arrived
            && tally.counts.answeredByCache() <= tally.unrouted
            && byRule <= routed,
        "%d arrived, %d were routed, %d by a rule",
        arrived,
        routed,
        byRule);
    long completed = tally.counts.of(Fate.COMPLETED);
    BrokenLawException.unless(
        tally.withinBounds <= completed,
        "%d kept their bounds, %d completed",
        tally.withinBounds,
        completed);
    checkClasses(tally);
  }

  /** Where classes are told apart, every request is in one of them. */
  private static void checkClasses(StrategyTally tally) {
    FateCounts counts = new FateCounts();
    TokenTotals tokens = new TokenTotals();
    for (int i = 0; i < tally.classes.size(); i++) {
      ClassTally ofClass = tally.classes.get(i);
      checkCounts("in class " + i, ofClass.counts);
      counts.add(ofClass.counts);
      tokens.add(ofClass.tokens);
    }
    BrokenLawException.unless(
        tally.classes.isEmpty()
            || (counts.arrived() == tally.counts.arrived()
                && counts.reasons().equals(tally.counts.reasons())
                && tokens.prompt == tally.tokens.prompt
                && tokens.output == tally.tokens.output
                && tokens.wasted == tally.tokens.wasted),
        "classes have %d requests with %d tokens, %d of them wasted; in all %d with %d and %d",
        counts.arrived(),
        tokens.prompt + tokens.output + tokens.wasted,
        tokens.wasted,
        tally.counts.arrived(),
        tally.tokens.prompt + tally.tokens.output + tally.tokens.wasted,
        tally.tokens.wasted);
  }

  /** Arrived = completed + rejected + failed + unfinished; reasons break two of them down. */
  static void checkCounts(String where, FateCounts counts) {
    long ended = 0;
    for (Fate fate : Fate.values()) {
      ended += counts.of(fate);
      if (fate == Fate.REJECTED || fate == Fate.FAILED) {
        long reasons = sum(counts.reasons(), fate);
        BrokenLawException.unless(
            reasons == counts.of(fate),
            "%s: %d are %s, their reasons sum to %d",
            where,
            counts.of(fate),
            fate,
            reasons);
      }
    }
    BrokenLawException.unless(
        ended == counts.arrived(), "%s: %d arrived, %d ended", where, counts.arrived(), ended);
  }

  private static long sum(Map<Reason, Long> reasons, Fate fate) {
    return reasons.entrySet().stream()
        .filter(entry -> entry.getKey().fate() == fate)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** What is billed covers what is ready; steps run only where a replica serves. */
  static void checkReplicas(StrategyTally tally, FleetPlan plan) {
    ReplicaTotals totals = tally.replicas;
    BrokenLawException.unless(
        totals
                    .instanceNanos
                    .multiply(BigInteger.valueOf(plan.replicasPerInstance()))
                    .compareTo(totals.servingNanos)
                >= 0
            && totals.servingNanos.compareTo(totals.readyNanos) >= 0
            && totals.readyNanos.signum() >= 0,
        "instances are billed for %d ns at %d replicas each, which serve %d ns, %d ns of it ready",
        totals.instanceNanos,
        plan.replicasPerInstance(),
        totals.servingNanos,
        totals.readyNanos);
    checkWork(tally.usage);
    BigInteger busy = tally.usage.busyPicos.exact();
    // A reading leaves out the picoseconds before its step's first whole nanosecond.
    BigInteger serving =
        totals
            .servingNanos
            .add(BigInteger.valueOf(plan.replicas()))
            .multiply(PICOS_PER_NANO)
            .multiply(BigInteger.valueOf(plan.dataParallelSize()));
    BrokenLawException.unless(
        busy.compareTo(serving) <= 0,
        "steps took %s ps, replicas of %d engines served %d ns",
        busy,
        plan.dataParallelSize(),
        totals.servingNanos);
    checkShare("requests", tally.usage.runningPicos.exact(), busy, plan.args().maxNumSeqs());
    checkShare("blocks", tally.usage.blockPicos.exact(), busy, plan.args().numBlocks() - 1);
    BrokenLawException.unless(
        tally.usage.peakBlocks < plan.args().numBlocks(),
        "%d blocks were in use, %d are usable",
        tally.usage.peakBlocks,
        plan.args().numBlocks() - 1);
  }

  /** A sampled token takes a computed one, and a step takes time. */
  static void checkWork(EngineUsage usage) {
    BrokenLawException.unless(
        usage.sampled <= usage.tokens && usage.steps <= usage.tokens,
        "%d steps computed %d tokens and sampled %d",
        usage.steps,
        usage.tokens,
        usage.sampled);
    BrokenLawException.unless(
        usage.prefixHitTokens <= usage.prefixQueriedTokens
            && usage.acceptedTokens <= usage.draftTokens
            && usage.draftTokens <= usage.sampled,
        "%d of %d tokens were cached, %d of %d drafts accepted, %d tokens sampled",
        usage.prefixHitTokens,
        usage.prefixQueriedTokens,
        usage.acceptedTokens,
        usage.draftTokens,
        usage.sampled);
  }

  private static void checkShare(String what, BigInteger integral, BigInteger busy, int most) {
    BrokenLawException.unless(
        integral.compareTo(busy.multiply(BigInteger.valueOf(most))) <= 0,
        "%s ps of %s in %s ps of steps, at most %d at once",
        integral,
        what,
        busy,
        most);
  }
}
