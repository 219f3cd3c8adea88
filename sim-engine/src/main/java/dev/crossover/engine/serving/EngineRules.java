package dev.crossover.engine.serving;

/**
 * What vLLM's scheduler has come to do differently over time; {@link VllmVersion} has the rules of
 * each version, and single rules may be chosen freely.
 *
 * @param reserveFullIsl scheduler_reserve_full_isl: admission looks at the whole sequence, not only
 *     at its first chunk (default since 2026-03-24)
 * @param watermark share of all blocks that an admission leaves free while others run, 0 to below 1
 *     (option since 2026-06-11)
 * @param unkeyedBlocksFirst whether released blocks without a cache key go to the front of the free
 *     list, to be taken next, or to its end like the others (since 2026-06-04)
 * @param padFirstDecode whether a fully cached prompt that joins a batch of decodes is scheduled
 *     with 1 + K tokens, so that the batch stays uniform (since 2026-06-25)
 * @param lookaheadAtAdmission whether lookahead slots are asked for at admission too, and not only
 *     for running requests
 */
public record EngineRules(
    boolean reserveFullIsl,
    double watermark,
    boolean unkeyedBlocksFirst,
    boolean padFirstDecode,
    boolean lookaheadAtAdmission) {
  public EngineRules {
    if (!(watermark >= 0 && watermark < 1)) {
      throw new IllegalArgumentException("watermark must lie in [0, 1), not " + watermark);
    }
  }

  public EngineRules withReserveFullIsl(boolean reserve) {
    return new EngineRules(
        reserve, watermark, unkeyedBlocksFirst, padFirstDecode, lookaheadAtAdmission);
  }

  public EngineRules withWatermark(double share) {
    return new EngineRules(
        reserveFullIsl, share, unkeyedBlocksFirst, padFirstDecode, lookaheadAtAdmission);
  }
}
