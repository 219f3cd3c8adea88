package dev.crossover.traffic.analysis;

import dev.crossover.engine.request.Arrival;
import java.util.Arrays;

/**
 * Tells from their content which prompts go on with an earlier one. A prompt that holds all whole
 * blocks of an earlier prompt, and goes on from there before any other prompt does, is the next
 * turn of that session; every other prompt opens one. So blocks that many prompts begin with make
 * no session of them, and of a prompt asked for twice one way on is a session.
 *
 * <p>Memory grows with the requests whose prompts can be shared and with their different blocks.
 */
public final class SessionChains {
  /** In place of an earlier request. */
  public static final int NONE = -1;

  private int size;
  private long[] nanos = new long[64];
  private int[] prompts = new int[64];
  private int[] outputs = new int[64];
  private int[] parents = new int[64];
  private int[] turns = new int[64];

  /** By request, its blocks that an earlier request had. */
  private int[] knownBlocks = new int[64];

  /** By block, the last request whose whole blocks end with it, and whether any prompt goes on. */
  private int[] enders = new int[64];

  private boolean[] continued = new boolean[64];

  /** By block, requests that open a session and hold it. */
  private int[] openings = new int[64];

  private int[] lastBlocks = new int[64];
  private int[] blockParents = new int[64];

  /** Takes a prompt whose {@code count} blocks have just been numbered. */
  void add(Arrival arrival, BlockNumbers numbers, int count) {
    makeRoom(numbers.size());
    int request = size++;
    nanos[request] = arrival.nanos;
    prompts[request] = arrival.promptTokens;
    outputs[request] = arrival.outputTokens;
    knownBlocks[request] = numbers.known();
    int parent = parent(numbers);
    parents[request] = parent;
    turns[request] = parent == NONE ? 1 : turns[parent] + 1;
    lastBlocks[request] = count == 0 ? NONE : numbers.block(count - 1);
    for (int i = 0; i < count; i++) {
      int block = numbers.block(i);
      openings[block] += parent == NONE ? 1 : 0;
      blockParents[block] = i == 0 ? NONE : numbers.block(i - 1);
      continued[block] |= i + 1 < count;
    }
    // What stays private beyond the blocks is in no later prompt: nobody goes on from there.
    if (count > 0 && arrival.content.tokens() >= arrival.promptTokens) {
      enders[numbers.block(count - 1)] = request + 1;
    }
  }

  /** The deepest earlier prompt that ends inside what is known, and that nobody went on with. */
  private int parent(BlockNumbers numbers) {
    for (int i = numbers.known() - 1; i >= 0; i--) {
      int block = numbers.block(i);
      if (continued[block]) {
        return NONE;
      }
      if (enders[block] != 0) {
        return enders[block] - 1;
      }
    }
    return NONE;
  }

  /** Requests so far. */
  public int size() {
    return size;
  }

  /** Arrival of a request. */
  public long nanos(int request) {
    return nanos[request];
  }

  public int promptTokens(int request) {
    return prompts[request];
  }

  public int outputTokens(int request) {
    return outputs[request];
  }

  /** The turn before, or {@link #NONE}. */
  public int parent(int request) {
    return parents[request];
  }

  /** From 1, as far back as is seen. */
  public int turn(int request) {
    return turns[request];
  }

  /** Leading blocks that an earlier request had. */
  public int knownBlocks(int request) {
    return knownBlocks[request];
  }

  /** The last whole block of a request, or {@link #NONE}. */
  public int lastBlock(int request) {
    return lastBlocks[request];
  }

  /** The block before a block in its prompt, or {@link #NONE}. */
  public int blockParent(int block) {
    return blockParents[block];
  }

  /** Requests that open a session and hold the block. */
  public int openings(int block) {
    return openings[block];
  }

  /** What the sessions amount to. */
  SessionSummary summary() {
    long sessions = 0;
    int longest = 0;
    double[] gaps = new double[size];
    int followUps = 0;
    for (int request = 0; request < size; request++) {
      longest = Math.max(longest, turns[request]);
      if (parents[request] == NONE) {
        sessions++;
      } else {
        gaps[followUps++] = (nanos[request] - nanos[parents[request]]) / 1e9;
      }
    }
    double[] sorted = Arrays.copyOf(gaps, followUps);
    Arrays.sort(sorted);
    double median = followUps == 0 ? 0 : sorted[followUps / 2];
    return new SessionSummary(sessions, sessions + followUps, longest, median);
  }

  private void makeRoom(int blocks) {
    if (size == nanos.length) {
      int room = Math.multiplyExact(size, 2);
      nanos = Arrays.copyOf(nanos, room);
      prompts = Arrays.copyOf(prompts, room);
      outputs = Arrays.copyOf(outputs, room);
      parents = Arrays.copyOf(parents, room);
      turns = Arrays.copyOf(turns, room);
      knownBlocks = Arrays.copyOf(knownBlocks, room);
      lastBlocks = Arrays.copyOf(lastBlocks, room);
    }
    if (blocks > enders.length) {
      int room = Math.max(blocks, Math.multiplyExact(enders.length, 2));
      enders = Arrays.copyOf(enders, room);
      continued = Arrays.copyOf(continued, room);
      openings = Arrays.copyOf(openings, room);
      blockParents = Arrays.copyOf(blockParents, room);
    }
  }
}
