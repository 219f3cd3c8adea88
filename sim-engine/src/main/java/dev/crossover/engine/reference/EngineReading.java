package dev.crossover.engine.reference;

import dev.crossover.engine.serving.EngineUsage;
import dev.crossover.engine.serving.ServingEngine;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * All that can be read of an engine at an instant, exact, in a form that two engines can be
 * compared by.
 *
 * @param nanos the instant
 * @param gaps how often each token gap was told
 * @param figures queue lengths and usage, by name
 */
public record EngineReading(
    long nanos, SortedMap<Long, Long> gaps, Map<String, BigInteger> figures) {
  public EngineReading {
    figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
  }

  /** Reads an engine whose listener keeps {@code gaps}; accounts to the instant first. */
  public static EngineReading of(ServingEngine engine, long nanos, GapCounts gaps) {
    EngineUsage usage = new EngineUsage();
    engine.usageAt(nanos, usage);
    Map<String, BigInteger> figures = new LinkedHashMap<>();
    put(figures, "waiting", engine.waiting());
    put(figures, "running", engine.running());
    boolean idle = engine.nextEventNanos() == Long.MAX_VALUE;
    put(figures, "idle", idle ? 1 : 0);
    if (idle) {
      // A busy engine may not have booked the blocks of the step under way.
      put(figures, "freeBlocks", engine.freeBlocks());
      put(figures, "heldBlocks", engine.heldBlocks());
      put(figures, "freeBlockOrder", Arrays.hashCode(engine.freeBlockOrder()));
    }
    put(figures, "steps", usage.steps);
    put(figures, "preemptions", usage.preemptions);
    put(figures, "tokens", usage.tokens);
    put(figures, "sampled", usage.sampled);
    put(figures, "prefixQueriedTokens", usage.prefixQueriedTokens);
    put(figures, "prefixHitTokens", usage.prefixHitTokens);
    put(figures, "draftTokens", usage.draftTokens);
    put(figures, "acceptedTokens", usage.acceptedTokens);
    put(figures, "decodeContextTokens", usage.decodeContextTokens);
    put(figures, "prefillPairsTwice", usage.prefillPairsTwice);
    put(figures, "prefillContextTokens", usage.prefillContextTokens);
    put(figures, "peakBlocks", usage.peakBlocks);
    figures.put("busyPicos", usage.busyPicos.exact());
    figures.put("runningPicos", usage.runningPicos.exact());
    figures.put("blockPicos", usage.blockPicos.exact());
    return new EngineReading(nanos, gaps.counts(), figures);
  }

  /** The first thing in which this reading differs from what was expected; empty where nothing. */
  public String differenceFrom(EngineReading expected) {
    SortedSet<Long> lengths = new TreeSet<>(gaps.keySet());
    lengths.addAll(expected.gaps.keySet());
    for (Long picos : lengths) {
      long found = gaps.getOrDefault(picos, 0L);
      long due = expected.gaps.getOrDefault(picos, 0L);
      if (found != due) {
        return "gaps of " + picos + " ps: " + found + ", expected " + due;
      }
    }
    for (Map.Entry<String, BigInteger> figure : figures.entrySet()) {
      BigInteger due = expected.figures.get(figure.getKey());
      if (!figure.getValue().equals(due)) {
        return figure.getKey() + ": " + figure.getValue() + ", expected " + due;
      }
    }
    return "";
  }

  private static void put(Map<String, BigInteger> figures, String name, long value) {
    figures.put(name, BigInteger.valueOf(value));
  }
}
