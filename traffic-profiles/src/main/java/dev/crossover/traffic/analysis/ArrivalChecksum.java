package dev.crossover.traffic.analysis;

import dev.crossover.engine.request.Arrival;
import dev.crossover.engine.serving.TokenContent;
import java.util.Locale;

/**
 * One number that tells whether two runs made the same requests: 64 bits, mixed by SplitMix64's
 * finalizer (Steele, Lea and Flood, OOPSLA 2014) over time, class, prompt, output and the shared
 * content's first and last interval of every request in turn.
 */
public final class ArrivalChecksum {
  private long state;
  private long requests;

  /** Takes the next request. */
  public void add(Arrival arrival) {
    long mixed = mix(state ^ arrival.nanos);
    long sizes = ((long) arrival.promptTokens << 32) | arrival.outputTokens;
    mixed = mix(mixed ^ sizes ^ ((long) arrival.classIndex << 24));
    TokenContent content = arrival.content;
    int last = content.size() - 1;
    if (last >= 0) {
      mixed = mix(mixed ^ content.stream(0) ^ ((long) content.length(0) << 40));
      mixed = mix(mixed ^ content.stream(last) ^ ((long) content.tokens() << 40));
    }
    state = mixed;
    requests++;
  }

  public long requests() {
    return requests;
  }

  /** Sixteen hexadecimal digits. */
  public String digits() {
    return String.format(Locale.ROOT, "%016x", state);
  }

  private static long mix(long z) {
    long mixed = (z + 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
