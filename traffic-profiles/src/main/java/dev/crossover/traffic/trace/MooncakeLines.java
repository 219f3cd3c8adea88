package dev.crossover.traffic.trace;

import dev.crossover.engine.request.Arrival;
import dev.crossover.engine.serving.TokenContent;

/**
 * The lines of a Mooncake trace. A block's hash is made of its content and the hash before it, so
 * that prompts have the same hashes as far as they are the same, in memory that does not grow: 62
 * bits keep a million different blocks apart but for one chance in nine million. Blocks with tokens
 * that nobody shares are counted from 0.
 */
final class MooncakeLines implements LineWriter.Lines {
  private static final int BLOCK = TraceLayout.BLOCK_SIZE;
  private static final long SHARED = 1L << 62;
  private static final long NANOS_PER_MILLI = 1_000_000L;

  private long privateBlocks;
  private int interval;
  private int used;

  @Override
  public String header() {
    return "";
  }

  @Override
  public void append(Arrival arrival, StringBuilder line) {
    line.append("{\"timestamp\": ").append(arrival.nanos / NANOS_PER_MILLI);
    line.append(", \"input_length\": ").append(arrival.promptTokens);
    line.append(", \"output_length\": ").append(arrival.outputTokens);
    line.append(", \"hash_ids\": [");
    appendHashes(arrival, line);
    line.append("]}");
  }

  private void appendHashes(Arrival arrival, StringBuilder line) {
    long parent = 0;
    boolean shared = true;
    interval = 0;
    used = 0;
    for (int from = 0; from < arrival.promptTokens; from += BLOCK) {
      int tokens = Math.min(BLOCK, arrival.promptTokens - from);
      long hash = shared ? hash(arrival.content, parent, tokens) : -1;
      shared = hash >= 0;
      parent = hash;
      line.append(from == 0 ? "" : ", ").append(shared ? hash : privateBlocks++);
    }
  }

  /**
   * The hash of the next tokens of a prompt, or -1 where some of them are nobody else's. Intervals
   * that continue each other count as one, however a prompt was put together.
   */
  private long hash(TokenContent content, long parent, int tokens) {
    long hash = mixed(parent ^ tokens);
    int left = tokens;
    while (left > 0) {
      if (interval == content.size()) {
        return -1;
      }
      long stream = content.stream(interval);
      long from = (long) content.offset(interval) + used;
      int run = 0;
      do {
        run += take(content, left - run);
      } while (run < left && continues(content, stream, from + run));
      hash = mixed(mixed(hash ^ stream) ^ (from << 32 | run));
      left -= run;
    }
    return (hash & (SHARED - 1)) | SHARED;
  }

  /** Takes tokens of the interval that the prompt is at, at most {@code most}. */
  private int take(TokenContent content, int most) {
    int taken = Math.min(most, content.length(interval) - used);
    used += taken;
    if (used == content.length(interval)) {
      interval++;
      used = 0;
    }
    return taken;
  }

  private boolean continues(TokenContent content, long stream, long at) {
    return interval < content.size()
        && content.stream(interval) == stream
        && (long) content.offset(interval) + used == at;
  }

  /** SplitMix64's finalizer (Steele, Lea and Flood, OOPSLA 2014). */
  private static long mixed(long bits) {
    long z = bits + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
