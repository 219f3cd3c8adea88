package dev.crossover.engine.serving;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Counts how often each rule of the scheduler came into play, from what an engine tells. */
final class Features implements StepObserver {
  private final EngineArgs args;
  private final Map<String, Long> counts;
  private final Map<Integer, Integer> promptTokens = new HashMap<>();
  private final Map<Integer, Long> lastCall = new HashMap<>();
  private final Set<Integer> seen = new HashSet<>();
  private final Set<Integer> preempted = new HashSet<>();
  private final Set<Integer> running = new HashSet<>();
  private final Set<Integer> scheduledNow = new HashSet<>();
  private final Set<Integer> admittedNow = new HashSet<>();
  private long call;
  private boolean emptyBefore;

  /**
   * @param counts goes on counting there
   */
  Features(RandomCase drawn, Map<String, Long> counts) {
    this.args = drawn.args();
    this.counts = counts;
    drawn.arrivals().forEach(a -> promptTokens.put(a.request().tag, a.request().promptTokens));
  }

  @Override
  public void scheduled(int tag, int tokens, int drafts) {
    scheduledNow.add(tag);
    lastCall.put(tag, call);
    count("padded first decodes", drafts > 0 && admittedNow.contains(tag));
  }

  @Override
  public void preempted(int tag) {
    count("preemptions", true);
    count("victims already scheduled", scheduledNow.contains(tag));
    preempted.add(tag);
    running.remove(tag);
  }

  @Override
  public void admitted(int tag, int cachedTokens) {
    boolean first = seen.add(tag);
    int prompt = promptTokens.getOrDefault(tag, 0);
    count("hits", cachedTokens > 0);
    count("hits of preempted", cachedTokens > 0 && !first);
    count(
        "hits in a sliding window",
        cachedTokens > args.slidingWindow() && args.slidingWindow() > 0);
    count(
        "duplicate blocks", first && cachedTokens == prompt - args.blockSize() && cachedTokens > 0);
    admittedNow.add(tag);
    running.add(tag);
    preempted.remove(tag);
  }

  @Override
  public void scheduleEnded(long step, ScheduleView view) {
    boolean empty = scheduledNow.isEmpty();
    count("set aside", view.setAside());
    count("overtaken", view.setAside() > 0 && !admittedNow.isEmpty());
    count("work after a call that gave nobody anything", !empty && emptyBefore);
    emptyBefore = empty;
    call = step + 1;
    scheduledNow.clear();
    admittedNow.clear();
  }

  @Override
  public void accepted(long step, int tag, int drafts) {
    count("drafts accepted", drafts);
    count("drafts all rejected", drafts == 0);
  }

  @Override
  public void finished(long step, int tag, FinishReason reason) {
    count("ends by " + reason.key(), true);
    count("wasted steps", lastCall.getOrDefault(tag, 0L) > step);
    count("ends while preempted", preempted.contains(tag));
    running.remove(tag);
  }

  @Override
  public void aborted(long step, int tag) {
    count(running.contains(tag) ? "aborts of running" : "aborts of waiting", true);
    running.remove(tag);
  }

  private void count(String feature, boolean occurs) {
    count(feature, occurs ? 1 : 0);
  }

  private void count(String feature, long times) {
    counts.merge(feature, times, Long::sum);
  }
}
