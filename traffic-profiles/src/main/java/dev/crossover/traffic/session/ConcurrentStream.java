package dev.crossover.traffic.session;

import dev.crossover.engine.kernel.RandomStreams;
import dev.crossover.engine.request.Arrival;
import dev.crossover.engine.request.ArrivalStream;
import dev.crossover.engine.request.Fate;

/**
 * A fixed number of requests in flight: as one ends, the next one of the data set is sent. So the
 * i-th request sent is the same whatever ended before it, as in {@code vllm bench serve}.
 */
public final class ConcurrentStream implements ClassStream {
  private final LengthDraws lengths;
  private final TraitDraws traits;
  private final Permits permits;
  private final long firstId;
  private final long limit;
  private final long endNanos;
  private long ordinal;

  /**
   * @param endNanos nothing arrives from here on
   */
  public ConcurrentStream(
      ClosedLoopSpec loop,
      RequestLaws laws,
      RequestTraits traits,
      RandomStreams streams,
      long endNanos) {
    this.lengths = new LengthDraws(laws, traits.className(), streams);
    this.traits = new TraitDraws(traits, streams);
    this.permits = new Permits(loop.clients(), loop.rampNanos());
    this.firstId = RequestIds.first(traits.classIndex());
    this.limit = loop.limit();
    this.endNanos = endNanos;
  }

  @Override
  public long nextNanos() {
    long nanos = permits.firstNanos();
    return ordinal < limit && nanos < endNanos ? nanos : ArrivalStream.NONE;
  }

  @Override
  public void next(Arrival into) {
    into.id = firstId | ordinal;
    into.nanos = permits.firstNanos();
    permits.take();
    lengths.apply(ordinal, into);
    traits.apply(ordinal, into);
    ordinal++;
  }

  @Override
  public boolean awaitsCompletions() {
    return true;
  }

  @Override
  public void completed(long id, long nanos, Fate fate, int outputTokens) {
    permits.release(fate == Fate.COMPLETED ? nanos : nanos + SessionStream.RETRY_NANOS);
  }
}
