package dev.crossover.traffic.session;

import dev.crossover.engine.kernel.RandomStreams;
import dev.crossover.engine.request.Arrival;
import dev.crossover.engine.request.ArrivalStream;
import dev.crossover.engine.request.Fate;
import dev.crossover.engine.request.Reason;
import java.util.Arrays;

/**
 * Batch jobs, one after the other: so many requests in flight at most, and at a job's deadline all
 * that were never sent arrive together and fail, so that every request is counted.
 */
public final class BatchStream implements ClassStream {
  private final BatchJobs jobs;
  private final LengthDraws lengths;
  private final TraitDraws traits;
  private final Permits permits;
  private final long firstId;
  private final long endNanos;

  /** By job, how many of its requests held a place; the rest were given up at the deadline. */
  private final long[] placed;

  private int job;
  private long sent;

  /**
   * @param endNanos nothing arrives from here on
   */
  public BatchStream(
      BatchJobs jobs,
      RequestLaws laws,
      RequestTraits traits,
      RandomStreams streams,
      long endNanos) {
    this.jobs = jobs;
    this.lengths = new LengthDraws(laws, traits.className(), streams);
    this.traits = new TraitDraws(traits, streams);
    this.permits = new Permits(jobs.places(), 0);
    this.firstId = RequestIds.first(traits.classIndex());
    this.endNanos = endNanos;
    this.placed = new long[jobs.count()];
    Arrays.fill(placed, Long.MAX_VALUE);
  }

  @Override
  public long nextNanos() {
    if (job == jobs.count()) {
      return ArrivalStream.NONE;
    }
    long nanos = Math.min(placeNanos(), jobs.deadline(job));
    return nanos < endNanos ? nanos : ArrivalStream.NONE;
  }

  @Override
  public void next(Arrival into) {
    long deadline = jobs.deadline(job);
    long nanos = placeNanos();
    long ordinal = job * jobs.requests() + sent;
    into.id = firstId | ordinal;
    into.nanos = Math.min(nanos, deadline);
    if (nanos < deadline) {
      permits.take();
    } else {
      placed[job] = Math.min(placed[job], sent);
    }
    lengths.apply(ordinal, into);
    traits.apply(ordinal, into);
    if (deadline != Long.MAX_VALUE && deadline <= into.giveUpNanos) {
      into.giveUpNanos = deadline;
      into.giveUpReason = Reason.DEADLINE;
    }
    sent++;
    if (sent == jobs.requests()) {
      job++;
      sent = 0;
    }
  }

  @Override
  public boolean awaitsCompletions() {
    return !jobs.atOnce();
  }

  @Override
  public void completed(long id, long nanos, Fate fate, int outputTokens) {
    long ordinal = RequestIds.ordinal(id);
    boolean held = ordinal % jobs.requests() < placed[(int) (ordinal / jobs.requests())];
    if (held) {
      permits.release(fate == Fate.COMPLETED ? nanos : nanos + SessionStream.RETRY_NANOS);
    }
  }

  private long placeNanos() {
    return Math.max(permits.firstNanos(), jobs.startNanos().get(job));
  }
}
