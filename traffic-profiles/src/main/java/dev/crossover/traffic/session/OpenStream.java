package dev.crossover.traffic.session;

import dev.crossover.engine.kernel.RandomStreams;
import dev.crossover.engine.request.Arrival;
import dev.crossover.engine.request.ArrivalStream;
import dev.crossover.traffic.arrival.ArrivalTimes;

/** Requests that stand alone, at a rate; all about request i but its time depends on i alone. */
public final class OpenStream implements ClassStream {
  private final ArrivalTimes times;
  private final LengthDraws lengths;
  private final TraitDraws traits;
  private final long firstId;
  private long ordinal;
  private long nextNanos;

  public OpenStream(
      ArrivalTimes times, RequestLaws laws, RequestTraits traits, RandomStreams streams) {
    this.times = times;
    this.lengths = new LengthDraws(laws, traits.className(), streams);
    this.traits = new TraitDraws(traits, streams);
    this.firstId = RequestIds.first(traits.classIndex());
    this.nextNanos = following(times);
  }

  @Override
  public long nextNanos() {
    return nextNanos;
  }

  @Override
  public void next(Arrival into) {
    into.id = firstId | ordinal;
    into.nanos = nextNanos;
    lengths.apply(ordinal, into);
    traits.apply(ordinal, into);
    ordinal++;
    nextNanos = following(times);
  }

  static long following(ArrivalTimes times) {
    long nanos = times.next();
    return nanos == ArrivalTimes.NONE ? ArrivalStream.NONE : nanos;
  }
}
