package dev.crossover.traffic.session;

import dev.crossover.traffic.length.DurationDistribution;
import dev.crossover.traffic.length.LengthDistribution;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The {@code session} block of a class, compiled.
 *
 * @param turns of a session
 * @param think from an answer to the next turn; null where there never is one
 * @param accumulate whether a prompt holds the turns before it
 * @param newTokens of a turn after the first
 * @param maxContext longest prompt
 * @param retry whether a turn without an answer is sent again
 */
public record SessionLaw(
    TurnLaw turns,
    @Nullable DurationDistribution think,
    boolean accumulate,
    LengthDistribution newTokens,
    int maxContext,
    boolean retry) {
  /** Compiles a block, with {@code prompt} for what it leaves out. */
  public static SessionLaw of(SessionSpec spec, LengthDistribution prompt, Path folder) {
    return new SessionLaw(
        TurnLaw.of(spec, folder),
        DurationDistribution.of(spec.thinkTime()),
        spec.context() != ContextRule.NONE,
        spec.newTokens() == null
            ? prompt
            : LengthDistribution.of(spec.newTokens(), LengthDistribution.UNLIMITED, folder),
        spec.maxContext() == null
            ? Integer.MAX_VALUE
            : (int) Math.min(spec.maxContext().value(), Integer.MAX_VALUE),
        spec.onFailure() == FailureRule.RETRY);
  }

  /** Requests that stand alone, each a session of its own. */
  public static SessionLaw alone(LengthDistribution prompt) {
    return new SessionLaw(TurnLaw.ONE, null, false, prompt, Integer.MAX_VALUE, false);
  }

  /** Expected turns of a session that nothing cuts short. */
  public double meanTurns() {
    return turns.mean();
  }
}
