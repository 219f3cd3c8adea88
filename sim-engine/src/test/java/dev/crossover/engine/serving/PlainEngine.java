package dev.crossover.engine.serving;

/** Engines and requests with nothing special about them, in few words. */
public final class PlainEngine {
  private PlainEngine() {}

  /** A synchronous FCFS engine without prefix caching. */
  public static EngineArgs args(
      int maxNumSeqs,
      int maxNumBatchedTokens,
      int maxModelLen,
      int blockSize,
      int numBlocks,
      boolean enableChunkedPrefill,
      boolean reserveFullIsl,
      int longPrefillTokenThreshold) {
    return EngineArgs.builder()
        .maxNumSeqs(maxNumSeqs)
        .maxNumBatchedTokens(maxNumBatchedTokens)
        .maxModelLen(maxModelLen)
        .blockSize(blockSize)
        .numBlocks(numBlocks)
        .enableChunkedPrefill(enableChunkedPrefill)
        .rules(VllmVersion.V2026_08.rules().withReserveFullIsl(reserveFullIsl))
        .longPrefillTokenThreshold(longPrefillTokenThreshold)
        .build();
  }

  /** A request that stops by length. */
  public static EngineRequest request(
      int tag, int promptTokens, int outputTokens, boolean measured) {
    return new EngineRequest().plain(tag, promptTokens, outputTokens, measured);
  }
}
