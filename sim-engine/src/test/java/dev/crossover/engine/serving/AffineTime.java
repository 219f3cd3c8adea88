package dev.crossover.engine.serving;

/** A step time with a price for everything a batch shape tells. */
record AffineTime(
    long basePicos,
    long perSeqPicos,
    long perContextPicos,
    long perPromptTokenPicos,
    long perPairPicos)
    implements StepTimeModel {
  /** One microsecond a step, whatever the batch: step k of a busy engine starts at k us. */
  static final AffineTime UNIT = new AffineTime(1_000_000, 0, 0, 0, 0);

  @Override
  public long stepPicos(BatchShape batch) {
    return basePicos
        + perSeqPicos * (batch.decodes + batch.prefills)
        + perContextPicos * (batch.decodeContextTokens + batch.prefillContextTokens)
        + perPromptTokenPicos * batch.prefillTokens
        + perPairPicos * batch.prefillPairsTwice;
  }

  @Override
  public void decodeLine(BatchShape batch, Line out) {
    out.basePicos = basePicos + perSeqPicos * batch.decodes;
    out.slopePicos = perContextPicos;
    out.lastContextTokens = Long.MAX_VALUE;
  }
}
