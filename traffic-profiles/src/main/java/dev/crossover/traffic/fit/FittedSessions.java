package dev.crossover.traffic.fit;

import dev.crossover.traffic.analysis.LengthSketch;
import java.util.List;

/**
 * What the sessions of a recording are like: those of one request, and conversations of several.
 *
 * @param conversations share of the sessions that have more than one turn
 * @param continues chance of another turn after turn 2, 3 and so on, the last one for all later
 * @param standalone first prompts of sessions of one request, shared prefix left out
 * @param opening first prompts of conversations, shared prefix left out
 * @param added tokens that a turn adds beyond the answer before it
 * @param gapMillis from one turn's arrival to the next one's
 * @param longest longest prompt
 */
record FittedSessions(
    double conversations,
    List<Double> continues,
    LengthSketch standalone,
    LengthSketch opening,
    LengthSketch added,
    LengthSketch gapMillis,
    int longest) {
  FittedSessions {
    continues = List.copyOf(continues);
  }

  /** Whether there is anything to tell about sessions. */
  boolean any() {
    return conversations > 0 && opening.count() > 0 && gapMillis.count() > 0;
  }

  /** Turns of a conversation. */
  double meanTurns() {
    double turns = 2;
    double reached = 1;
    double last = continues.get(continues.size() - 1);
    for (double chance : continues) {
      reached *= chance;
      turns += reached;
    }
    return turns + reached * last / (1 - last);
  }

  /** The same with another share of conversations and other prompts that stand alone. */
  FittedSessions corrected(double share, LengthSketch prompts) {
    return new FittedSessions(share, continues, prompts, opening, added, gapMillis, longest);
  }

  /** Share of the requests that stand alone. */
  double aloneShare() {
    double alone = 1 - conversations;
    return alone / (alone + conversations * meanTurns());
  }
}
