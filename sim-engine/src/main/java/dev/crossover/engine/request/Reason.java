package dev.crossover.engine.request;

import java.util.Locale;

/** Why a request was rejected or failed; the reasons of a fate sum to it. */
public enum Reason {
  /** The prompt leaves no room for one token within the model's length. */
  TOO_LONG(Fate.REJECTED),
  /** The fleet is outside its opening hours. */
  CLOSED(Fate.REJECTED),
  /** Needs more tokens at once than the hosted API's rate limit ever holds. */
  OVER_RATE_LIMIT(Fate.REJECTED),
  /** Refused by the hosted API's rate limits until the client gave up. */
  RETRIES_EXHAUSTED(Fate.FAILED),
  /** Not answered within the client's timeout, retries included. */
  TIMEOUT(Fate.FAILED),
  /** The client gave up before the answer was complete. */
  CANCELLED(Fate.FAILED),
  /** Not answered by the deadline of the job it belongs to. */
  DEADLINE(Fate.FAILED);

  private final Fate fate;

  Reason(Fate fate) {
    this.fate = fate;
  }

  public Fate fate() {
    return fate;
  }

  /** The name in results and reports, e.g. {@code retries_exhausted}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
