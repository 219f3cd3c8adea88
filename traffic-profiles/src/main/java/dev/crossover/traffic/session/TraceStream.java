package dev.crossover.traffic.session;

import dev.crossover.engine.kernel.RandomStreams;
import dev.crossover.engine.request.Arrival;
import dev.crossover.engine.request.ArrivalStream;
import dev.crossover.engine.request.Fate;
import dev.crossover.engine.serving.TokenContent;
import dev.crossover.traffic.content.RecordedContent;

/** The requests of a trace as a traffic class, with the traits that its profile gives them. */
public final class TraceStream implements ClassStream {
  private final ArrivalStream trace;
  private final TraitDraws traits;
  private final int classIndex;
  private final int contentOwner;
  private final long firstId;

  /**
   * @param trace with ids below 2^54; where there are other classes, all of one class
   * @param contentOwner of its token streams, as {@link RecordedContent} says
   */
  public TraceStream(
      ArrivalStream trace, RequestTraits traits, int contentOwner, RandomStreams streams) {
    this.trace = trace;
    this.traits = new TraitDraws(traits, streams);
    this.classIndex = traits.classIndex();
    this.contentOwner = contentOwner;
    this.firstId = RequestIds.first(traits.classIndex());
  }

  @Override
  public long nextNanos() {
    return trace.nextNanos();
  }

  @Override
  public void next(Arrival into) {
    if (!trace.next(into)) {
      throw new IllegalStateException("the trace has no request at " + trace.nextNanos());
    }
    int recordedClass = into.classIndex;
    String recordedModel = into.model;
    traits.apply(into.id, into);
    into.classIndex = classIndex + recordedClass;
    into.content = RecordedContent.of(contentOwner, into.content);
    into.outputStream = TokenContent.PRIVATE_STREAM;
    if (into.model == null) {
      into.model = recordedModel;
    }
    into.id |= firstId;
  }

  @Override
  public boolean awaitsCompletions() {
    return trace.awaitsCompletions();
  }

  @Override
  public void completed(long id, long nanos, Fate fate, int outputTokens) {
    trace.completed(RequestIds.ordinal(id), nanos, fate, outputTokens);
  }

  @Override
  public void close() {
    trace.close();
  }
}
