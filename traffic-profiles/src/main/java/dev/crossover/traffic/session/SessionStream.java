package dev.crossover.traffic.session;

import dev.crossover.engine.kernel.RandomStreams;
import dev.crossover.engine.request.Arrival;
import dev.crossover.engine.request.Fate;
import dev.crossover.traffic.arrival.ArrivalTimes;
import java.util.Arrays;

/**
 * Sessions that begin at a rate, whose later turns wait for the answers to the earlier ones. Memory
 * grows with the sessions in progress alone: one is forgotten when its last turn has been sent.
 */
public final class SessionStream implements ClassStream {
  /** A turn sent again waits at least this long, so that an instant refusal does not spin. */
  static final long RETRY_NANOS = 1_000_000_000L;

  private final ArrivalTimes starts;
  private final Conversations conversations;
  private final long endNanos;
  private final SlotMap slotOf = new SlotMap();
  private final TurnQueue due = new TurnQueue();
  private int[] freeSlots = new int[64];
  private int free;
  private int slots;
  private long session;
  private long nextStart;

  /**
   * @param owner of the sessions' token streams
   * @param endNanos nothing arrives from here on
   */
  public SessionStream(
      ArrivalTimes starts,
      SessionLaw law,
      RequestLaws laws,
      RequestTraits traits,
      int owner,
      RandomStreams streams,
      long endNanos) {
    this.starts = starts;
    this.conversations = new Conversations(law, laws, traits, owner, streams);
    this.endNanos = endNanos;
    this.nextStart = OpenStream.following(starts);
  }

  @Override
  public long nextNanos() {
    return Math.min(nextStart, due.firstNanos());
  }

  @Override
  public void next(Arrival into) {
    // At equal times the session that began earlier goes first.
    if (due.firstNanos() <= nextStart) {
      long nanos = due.firstNanos();
      int slot = due.remove();
      conversations.send(slot, nanos, into);
      if (!conversations.awaits(slot)) {
        forget(slot);
      }
      return;
    }
    int slot = free > 0 ? freeSlots[--free] : slots++;
    conversations.begin(slot, session);
    conversations.send(slot, nextStart, into);
    if (conversations.awaits(slot)) {
      slotOf.put(session, slot);
    } else {
      release(slot);
    }
    session++;
    nextStart = OpenStream.following(starts);
  }

  @Override
  public boolean awaitsCompletions() {
    return true;
  }

  @Override
  public void completed(long id, long nanos, Fate fate, int outputTokens) {
    int slot = slotOf.get(RequestIds.session(id));
    if (slot == SlotMap.ABSENT || !conversations.isOpen(slot, id)) {
      return;
    }
    boolean answered = fate == Fate.COMPLETED;
    boolean goesOn =
        answered ? conversations.answered(slot, outputTokens) : conversations.failed(slot);
    long think = goesOn ? conversations.thinkNanos(slot) : 0;
    long nextTurn = nanos + (answered ? think : Math.max(think, RETRY_NANOS));
    if (goesOn && nextTurn < endNanos) {
      due.add(nextTurn, conversations.session(slot), slot);
    } else {
      forget(slot);
    }
  }

  /** Sessions in progress. */
  int active() {
    return slotOf.size();
  }

  /** Slots that sessions have been kept in, each used again as soon as it is free. */
  int slots() {
    return slots;
  }

  private void forget(int slot) {
    slotOf.remove(conversations.session(slot));
    release(slot);
  }

  private void release(int slot) {
    conversations.end(slot);
    if (free == freeSlots.length) {
      freeSlots = Arrays.copyOf(freeSlots, 2 * free);
    }
    freeSlots[free++] = slot;
  }
}
