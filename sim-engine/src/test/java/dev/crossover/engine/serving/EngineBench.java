package dev.crossover.engine.serving;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Measures CPU time per request of one engine under Poisson arrivals, driven as a fleet drives it.
 * Arguments: kind of engine (or {@code all}), requests per second, prompt and output tokens, number
 * of requests; without arguments the loads that were reported.
 */
final class EngineBench {
  private static final int ROUNDS = 5;
  private static final int GROUPS = 10;
  private static final int SHARED_TOKENS = 1_000;

  /** What the engine does beside scheduling. */
  private enum Kind {
    PLAIN(false, false, 0),
    ASYNC(true, false, 0),
    CACHING(false, true, 0),
    ASYNC_CACHING(true, true, 0),
    SHARED_PREFIXES(true, true, SHARED_TOKENS);

    private final boolean async;
    private final boolean caching;
    private final int sharedTokens;

    Kind(boolean async, boolean caching, int sharedTokens) {
      this.async = async;
      this.caching = caching;
      this.sharedTokens = sharedTokens;
    }

    EngineArgs args() {
      return PlainEngine.args(256, 2_048, 8_192, 16, 20_000, true, true, 0).toBuilder()
          .asyncScheduling(async)
          .enablePrefixCaching(caching)
          .build();
    }
  }

  /** Requests per second of so many tokens; those of a shared prefix come on top. */
  private record Load(double perSecond, int promptTokens, int outputTokens, int requests) {}

  private EngineBench() {}

  public static void main(String[] arguments) {
    if (arguments.length == 5) {
      Load load =
          new Load(
              Double.parseDouble(arguments[1]),
              Integer.parseInt(arguments[2]),
              Integer.parseInt(arguments[3]),
              Integer.parseInt(arguments[4]));
      for (Kind kind : Kind.values()) {
        if (arguments[0].equals("all") || arguments[0].equalsIgnoreCase(kind.name())) {
          measure(kind, load, true);
        }
      }
      return;
    }
    for (Kind kind : Kind.values()) {
      measure(kind, new Load(2, 250, 250, 500_000), true);
      measure(kind, new Load(5, 400, 100, 500_000), true);
      measure(kind, new Load(10, 250, 250, 200_000), true);
      measure(kind, new Load(2, 250, 250, 50_000), false);
    }
  }

  private static void measure(Kind kind, Load load, boolean leap) {
    long[] arrivals = poisson(load);
    double bestNanos = Double.POSITIVE_INFINITY;
    EngineUsage usage = new EngineUsage();
    for (int round = 0; round < ROUNDS; round++) {
      long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      simulate(kind, load, arrivals, leap, usage);
      long spent = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
      bestNanos = Math.min(bestNanos, (double) spent / load.requests());
    }
    System.out.printf(
        Locale.ROOT,
        "%-15s %3d+%3d at %4.1f/s, leap %-5s: %7.0f ns/request, %.2e requests/s, %.1f running%n",
        kind,
        load.promptTokens(),
        load.outputTokens(),
        load.perSecond(),
        leap,
        bestNanos,
        1e9 / bestNanos,
        usage.runningPicos.value() / (arrivals[load.requests() - 1] * 1e3));
  }

  private static void simulate(
      Kind kind, Load load, long[] arrivals, boolean leap, EngineUsage usage) {
    AffineTime time = new AffineTime(35_000_000_000L, 20_000_000, 60_000, 20_000_000, 100);
    EngineRequest request = new EngineRequest();
    TokenContent[] groups = new TokenContent[GROUPS];
    for (int i = 0; i < GROUPS; i++) {
      groups[i] = TokenContent.of(i, SHARED_TOKENS);
    }
    ServingEngine engine = new EngineCore(kind.args(), time, new Counter(), leap);
    for (int i = 0; i < arrivals.length; i++) {
      long next = engine.nextEventNanos();
      while (next < arrivals[i]) {
        engine.advanceTo(next);
        next = engine.nextEventNanos();
      }
      request.plain(i, load.promptTokens() + kind.sharedTokens, load.outputTokens(), true);
      if (kind.sharedTokens > 0) {
        request.content = groups[i % GROUPS];
      }
      engine.enqueue(request, arrivals[i]);
    }
    engine.usageAt(arrivals[arrivals.length - 1], usage);
  }

  private static long[] poisson(Load load) {
    SplittableRandom random = new SplittableRandom(1);
    long[] arrivals = new long[load.requests()];
    double nanos = 0;
    for (int i = 0; i < arrivals.length; i++) {
      nanos -= StrictMath.log(1 - random.nextDouble()) * 1e9 / load.perSecond();
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
