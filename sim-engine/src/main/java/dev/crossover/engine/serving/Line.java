package dev.crossover.engine.serving;

/**
 * A straight line in the sum of contexts: {@code basePicos + slopePicos * decodeContextTokens}. The
 * slope is not negative.
 */
public final class Line {
  public long basePicos;
  public long slopePicos;
}
