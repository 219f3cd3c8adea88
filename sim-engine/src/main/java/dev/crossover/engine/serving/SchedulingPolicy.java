package dev.crossover.engine.serving;

/** Who is scheduled first, and who yields; vLLM's {@code --scheduling-policy}. */
public enum SchedulingPolicy {
  /** First come, first served; the latest admission yields. */
  FCFS,
  /** The lowest priority value first, then the earliest arrival; the highest and latest yields. */
  PRIORITY
}
