package dev.crossover.experiments.spec;

import dev.crossover.engine.serving.EngineRules;
import org.jspecify.annotations.Nullable;

/**
 * Single rules of vLLM's scheduler in place of those of its version; vLLM has no flags for them.
 *
 * @param unkeyedBlocksFirst whether released blocks that no prefix can find are taken next, and not
 *     last; that of vllm_version unless given
 * @param padFirstDecode whether a fully cached prompt joins a batch of decodes with as many tokens
 *     as these, drafts included; that of vllm_version unless given
 * @param lookaheadAtAdmission whether an admission asks for the slots of drafts too; that of
 *     vllm_version unless given
 */
public record RulesSpec(
    @Nullable Boolean unkeyedBlocksFirst,
    @Nullable Boolean padFirstDecode,
    @Nullable Boolean lookaheadAtAdmission) {
  static final RulesSpec OF_VERSION = new RulesSpec(null, null, null);

  /** A version's rules with those that are given replaced. */
  EngineRules over(EngineRules rules) {
    return new EngineRules(
        rules.reserveFullIsl(),
        rules.watermark(),
        or(unkeyedBlocksFirst, rules.unkeyedBlocksFirst()),
        or(padFirstDecode, rules.padFirstDecode()),
        or(lookaheadAtAdmission, rules.lookaheadAtAdmission()));
  }

  private static boolean or(@Nullable Boolean given, boolean fallback) {
    return given == null ? fallback : given;
  }
}
