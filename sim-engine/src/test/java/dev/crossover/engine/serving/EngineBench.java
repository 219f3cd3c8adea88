package dev.crossover.engine.serving;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Measures CPU time per request of one engine under Poisson arrivals of 250 + 250 tokens, driven as
 * a fleet drives it. Arguments: requests per second, base step time in ms, requests to simulate;
 * without arguments the loads that were reported.
 */
final class EngineBench {
  private static final int PROMPT_TOKENS = 250;
  private static final int OUTPUT_TOKENS = 250;
  private static final int ROUNDS = 5;

  private EngineBench() {}

  public static void main(String[] arguments) {
    if (arguments.length == 3) {
      measure(
          Double.parseDouble(arguments[0]),
          Double.parseDouble(arguments[1]),
          Integer.parseInt(arguments[2]));
      return;
    }
    measure(0.5, 35, 1_000_000);
    measure(2, 35, 1_000_000);
    measure(10, 35, 300_000);
  }

  private static void measure(double perSecond, double baseMillis, int requests) {
    long[] arrivals = poisson(perSecond, requests);
    for (boolean leap : new boolean[] {true, false}) {
      int count = leap ? requests : requests / 10;
      double bestNanos = Double.POSITIVE_INFINITY;
      EngineUsage usage = new EngineUsage();
      for (int round = 0; round < ROUNDS; round++) {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        simulate(arrivals, count, leap, baseMillis, usage);
        long spent = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
        bestNanos = Math.min(bestNanos, (double) spent / count);
      }
      System.out.printf(
          Locale.ROOT,
          "%5.1f req/s, leap %-5s: %8.0f ns/request, %.2e requests/s, %.1f running, %d steps%n",
          perSecond,
          leap,
          bestNanos,
          1e9 / bestNanos,
          usage.runningPicos.value() / (arrivals[count - 1] * 1e3),
          usage.steps);
    }
  }

  private static void simulate(
      long[] arrivals, int count, boolean leap, double baseMillis, EngineUsage usage) {
    EngineArgs args = PlainEngine.args(256, 2_048, 8_192, 16, 20_000, true, true, 0);
    AffineTime time =
        new AffineTime((long) (baseMillis * 1e9), 20_000_000, 60_000, 20_000_000, 100);
    EngineRequest request = new EngineRequest();
    ServingEngine engine = new EngineCore(args, time, new Counter(), leap);
    for (int i = 0; i < count; i++) {
      long next = engine.nextEventNanos();
      while (next < arrivals[i]) {
        engine.advanceTo(next);
        next = engine.nextEventNanos();
      }
      engine.enqueue(request.plain(i, PROMPT_TOKENS, OUTPUT_TOKENS, true), arrivals[i]);
    }
    engine.usageAt(arrivals[count - 1], usage);
  }

  private static long[] poisson(double perSecond, int requests) {
    SplittableRandom random = new SplittableRandom(1);
    long[] arrivals = new long[requests];
    double nanos = 0;
    for (int i = 0; i < requests; i++) {
      nanos -= StrictMath.log(1 - random.nextDouble()) * 1e9 / perSecond;
      arrivals[i] = (long) nanos;
    }
    return arrivals;
  }

  /** Does about as little as a listener can. */
  private static final class Counter implements EngineListener {
    private long heard;

    @Override
    public void scheduled(int tag, int cachedTokens, long nanos) {
      heard += nanos;
    }

    @Override
    public void firstToken(int tag, long nanos) {
      heard += nanos;
    }

    @Override
    public void finished(int tag, FinishReason reason, long nanos) {
      heard += nanos;
    }

    @Override
    public void preempted(int tag, long nanos) {
      heard += nanos;
    }

    @Override
    public void gap(long gapPicos, int count, long nanos) {
      heard += gapPicos;
    }

    @Override
    public void gaps(long firstPicos, long growthPicos, int steps, int count) {
      heard += firstPicos;
    }
  }
}
