package dev.crossover.engine.metering;

/** The latencies a client or operator watches. */
public enum LatencyMetric {
  /** Time to first token, from the request's first contact with the gateway. */
  TTFT,
  /** Time per output token after the first; requests of one token have none. */
  TPOT,
  /** Gap between two successive outputs of a request. */
  ITL,
  /** From first contact to last token. */
  E2E,
  /** From reaching an engine to being scheduled there. */
  QUEUE
}
