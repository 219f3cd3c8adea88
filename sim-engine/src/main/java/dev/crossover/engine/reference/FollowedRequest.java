package dev.crossover.engine.reference;

import dev.crossover.engine.serving.EngineArgs;
import java.util.HashMap;
import java.util.Map;

/** What follows for one request from what an engine tells of its schedule calls. */
final class FollowedRequest {
  private final EngineArgs args;

  /** Drafts scheduled by call, until it is told how many were accepted. */
  private final Map<Long, Integer> draftsByCall = new HashMap<>();

  /** Tokens known, and those that outputs in flight stand for. */
  int reach;

  int computed;

  /** What the call under way gives it. */
  int tokens;

  int drafts;

  /** Whether the call under way admitted it. */
  private boolean admitted;

  private long lastCall = Long.MIN_VALUE;
  private int lastTokens;
  private long lostCall = Long.MIN_VALUE;
  private int blocks;
  private int outsideWindow;

  FollowedRequest(EngineArgs args, int promptTokens) {
    this.args = args;
    this.reach = promptTokens;
  }

  void admit(int cachedTokens) {
    admitted = true;
    computed = cachedTokens;
    blocks = cachedTokens / args.blockSize();
    outsideWindow = leftOfWindow(cachedTokens);
  }

  /** Takes blocks for the tokens given in a call and returns those that the window has passed. */
  void give(int newTokens, int newDrafts, long call) {
    tokens = newTokens;
    drafts = newDrafts;
    boolean inFlight = args.asyncScheduling() && lastCall == call - 1;
    int processed = computed - (inFlight ? lastTokens : 0);
    outsideWindow = Math.max(outsideWindow, leftOfWindow(processed));
    boolean unasked = admitted && !args.rules().lookaheadAtAdmission();
    int lookahead = unasked ? 0 : args.numLookaheadTokens();
    long positions = Math.min((long) computed + newTokens + lookahead, args.maxModelLen());
    blocks = Math.max(blocks, (int) ((positions + args.blockSize() - 1) / args.blockSize()));
  }

  /** The call is over: what it gave counts as computed, and may bring outputs. */
  void commit(long call) {
    admitted = false;
    if (tokens == 0) {
      return;
    }
    computed += tokens;
    if (computed >= reach) {
      reach += 1 + drafts;
    }
    if (drafts > 0) {
      draftsByCall.put(call, drafts);
    }
    lastCall = call;
    lastTokens = tokens;
    tokens = 0;
    drafts = 0;
  }

  /** Everything computed is lost in a call; outputs in flight are not. */
  void lose(long call) {
    computed = 0;
    tokens = 0;
    drafts = 0;
    blocks = 0;
    outsideWindow = 0;
    lostCall = call;
  }

  /** Drafts of a call that were scheduled and not yet told of, or -1. */
  int draftsOf(long call) {
    return draftsByCall.getOrDefault(call, -1);
  }

  /** Of the drafts of a call, so many were rejected. */
  void reject(long call, int rejected) {
    draftsByCall.remove(call);
    reach -= rejected;
    computed -= lostCall > call ? 0 : rejected;
  }

  int heldBlocks() {
    return blocks - outsideWindow;
  }

  private int leftOfWindow(int processed) {
    int window = args.slidingWindow();
    return window == 0 ? 0 : Math.max(0, processed - window + 1) / args.blockSize();
  }
}
