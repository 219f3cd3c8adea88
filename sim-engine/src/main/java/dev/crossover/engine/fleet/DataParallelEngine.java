package dev.crossover.engine.fleet;

import dev.crossover.engine.serving.EngineRequest;
import dev.crossover.engine.serving.EngineUsage;
import dev.crossover.engine.serving.ServingEngine;
import java.util.Arrays;

/**
 * One vLLM server with several data-parallel ranks, each with a scheduler and KV cache of its own,
 * which step independently as those of a dense model do. Seen from outside it is one engine:
 * requests and blocks are sums over its ranks, the peak is that of the fullest rank.
 */
final class DataParallelEngine implements ServingEngine {
  /** vLLM's coordinator passes on what the ranks report at most ten times a second. */
  static final long REPORT_NANOS = 100_000_000L;

  private final ServingEngine[] ranks;
  private final RankBalancer balancer;
  private final int[] inFlight;

  /** By rank, its peak before the last report. */
  private final int[] peakBlocks;

  private final EngineUsage reading = new EngineUsage();
  private int[] rankOf = new int[64];
  private long reportedNanos;

  DataParallelEngine(ServingEngine[] ranks) {
    this.ranks = ranks.clone();
    this.balancer = new RankBalancer(ranks.length);
    this.inFlight = new int[ranks.length];
    this.peakBlocks = new int[ranks.length];
  }

  @Override
  public void enqueue(EngineRequest request, long nanos) {
    reportBefore(nanos);
    for (int i = 0; i < ranks.length; i++) {
      inFlight[i] = ranks[i].waiting() + ranks[i].running();
    }
    int rank = balancer.choose(inFlight);
    if (request.tag >= rankOf.length) {
      rankOf = Arrays.copyOf(rankOf, Math.max(request.tag + 1, 2 * rankOf.length));
    }
    rankOf[request.tag] = rank;
    ranks[rank].enqueue(request, nanos);
  }

  @Override
  public void abort(int tag, long nanos) {
    reportBefore(nanos);
    ranks[rankOf[tag]].abort(tag, nanos);
  }

  @Override
  public void advanceTo(long nanos) {
    // One instant after the other, so that the ranks are heard in the order of time.
    for (long next = nextEventNanos(); next < nanos; next = nextEventNanos()) {
      advanceRanksTo(next);
    }
    advanceRanksTo(nanos);
  }

  @Override
  public void accountTo(long nanos) {
    reportBefore(nanos);
    for (ServingEngine rank : ranks) {
      rank.accountTo(nanos);
    }
  }

  @Override
  public long nextEventNanos() {
    long next = Long.MAX_VALUE;
    for (ServingEngine rank : ranks) {
      next = Math.min(next, rank.nextEventNanos());
    }
    return next;
  }

  @Override
  public int waiting() {
    int sum = 0;
    for (ServingEngine rank : ranks) {
      sum += rank.waiting();
    }
    return sum;
  }

  @Override
  public int running() {
    int sum = 0;
    for (ServingEngine rank : ranks) {
      sum += rank.running();
    }
    return sum;
  }

  @Override
  public int usableBlocks() {
    int sum = 0;
    for (ServingEngine rank : ranks) {
      sum += rank.usableBlocks();
    }
    return sum;
  }

  @Override
  public int freeBlocks() {
    int sum = 0;
    for (ServingEngine rank : ranks) {
      sum += rank.freeBlocks();
    }
    return sum;
  }

  /** One rank's blocks after the other's; each rank counts its own from 1. */
  @Override
  public int[] freeBlockOrder() {
    return Arrays.stream(ranks)
        .flatMapToInt(rank -> Arrays.stream(rank.freeBlockOrder()))
        .toArray();
  }

  @Override
  public int heldBlocks() {
    int sum = 0;
    for (ServingEngine rank : ranks) {
      sum += rank.heldBlocks();
    }
    return sum;
  }

  @Override
  public void usageAt(long nanos, EngineUsage out) {
    reportBefore(nanos);
    out.clear();
    for (int i = 0; i < ranks.length; i++) {
      ranks[i].usageAt(nanos, reading);
      reading.peakBlocks = Math.max(reading.peakBlocks, peakBlocks[i]);
      out.add(reading);
    }
  }

  @Override
  public void restartPeak(long nanos) {
    reportBefore(nanos);
    for (int i = 0; i < ranks.length; i++) {
      ranks[i].restartPeak(nanos);
      peakBlocks[i] = 0;
    }
  }

  private void advanceRanksTo(long nanos) {
    reportBefore(nanos);
    for (ServingEngine rank : ranks) {
      rank.advanceTo(nanos);
    }
  }

  /**
   * Every call comes past here first: the last report due before {@code nanos}, or at it, shows the
   * ranks as they were just before its instant, whoever calls when.
   */
  private void reportBefore(long nanos) {
    long due = nanos - Math.floorMod(nanos, REPORT_NANOS);
    if (due > reportedNanos) {
      reportedNanos = due;
      for (int i = 0; i < ranks.length; i++) {
        report(i, due - 1);
      }
    }
  }

  private void report(int i, long nanos) {
    ServingEngine rank = ranks[i];
    rank.advanceTo(nanos);
    rank.usageAt(nanos, reading);
    peakBlocks[i] = Math.max(peakBlocks[i], reading.peakBlocks);
    // A peak restarted now is what is in use now, the step under way included.
    rank.restartPeak(nanos);
    rank.usageAt(nanos, reading);
    double kvUsage = (double) reading.peakBlocks / rank.usableBlocks();
    balancer.report(i, rank.waiting(), rank.running(), kvUsage);
  }
}
