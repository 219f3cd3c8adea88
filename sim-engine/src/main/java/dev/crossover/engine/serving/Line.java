package dev.crossover.engine.serving;

/**
 * A straight line in the sum of contexts: {@code basePicos + slopePicos * decodeContextTokens}. The
 * slope is not negative. It holds up to a sum of contexts, where another regime may begin.
 */
public final class Line {
  public long basePicos;
  public long slopePicos;

  /** Largest decodeContextTokens that lies on the line. */
  public long lastContextTokens = Long.MAX_VALUE;
}
