package dev.crossover.engine.fleet;

import static dev.crossover.engine.fleet.Bench.SECOND;

import dev.crossover.engine.metering.MeasurementPlan;
import dev.crossover.engine.metering.RequestBounds;
import dev.crossover.engine.metering.RequestLog;
import dev.crossover.engine.request.Backend;
import dev.crossover.engine.serving.AcceptanceRates;
import dev.crossover.engine.serving.BatchShape;
import dev.crossover.engine.serving.EngineArgs;
import dev.crossover.engine.serving.Line;
import dev.crossover.engine.serving.PlainEngine;
import dev.crossover.engine.serving.SchedulingPolicy;
import dev.crossover.engine.serving.StepTimeModel;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A small strategy under a few requests, all drawn from a seed: fleets with tiny KV pools, opening
 * hours within the first minute of a Monday, hosted APIs with tight limits, routes between them.
 */
record RandomScenario(
    long seed, StrategyPlan strategy, MeasurementPlan measurement, double[][] script) {
  private static final long IMPATIENCE = 0x5DEECE66DL;
  private static final Instant MONDAY = Instant.parse("2026-01-05T00:00:00Z");

  /** Steps of milliseconds that grow with the batch. */
  private record Affine(long basePicos, long slopePicos, long promptPicos)
      implements StepTimeModel {
    @Override
    public long stepPicos(BatchShape batch) {
      return basePicos + slopePicos * batch.decodeContextTokens + promptPicos * batch.prefillTokens;
    }

    @Override
    public void decodeLine(BatchShape batch, Line out) {
      out.basePicos = basePicos;
      out.slopePicos = slopePicos;
    }
  }

  static RandomScenario of(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int kind = random.nextInt(5);
    FleetPlan fleet = kind == 0 ? null : fleet(random);
    HostedPlan hosted = kind == 1 || kind == 2 ? null : hosted(random);
    List<RouteRule> rules = new ArrayList<>();
    for (int i = fleet == null || hosted == null ? 0 : random.nextInt(4); i > 0; i--) {
      rules.add(rule(random));
    }
    MeasurementPlan measurement = measurement(random);
    double[][] script = impatient(script(random), new SplittableRandom(seed ^ IMPATIENCE));
    FleetPlan ranked = fleet == null ? null : special(fleet, random);
    return new RandomScenario(seed, new StrategyPlan(ranked, hosted, rules), measurement, script);
  }

  /** Ranks, and engines that are asynchronous, cache prefixes, obey priorities or speculate. */
  private static FleetPlan special(FleetPlan fleet, SplittableRandom random) {
    int ranks = random.nextInt(4) > 0 ? 1 : random.nextInt(2, 4);
    if (random.nextInt(3) == 0) {
      return Bench.withRanks(fleet, ranks);
    }
    int drafts = random.nextInt(3) > 0 ? 0 : random.nextInt(1, 4);
    EngineArgs args =
        fleet.args().toBuilder()
            .asyncScheduling(random.nextBoolean())
            .enablePrefixCaching(random.nextBoolean())
            .policy(pick(random, SchedulingPolicy.values()))
            .numSpeculativeTokens(drafts)
            .numLookaheadTokens(random.nextInt(drafts + 1))
            .build();
    AcceptanceRates rates = AcceptanceRates.perToken(random.nextDouble(), drafts);
    return Bench.with(fleet, args, ranks, drafts == 0 ? null : rates);
  }

  Outcome run(Verification verification) {
    return run(verification, RequestLog.NONE);
  }

  Outcome run(Verification verification, RequestLog log) {
    return Bench.run(strategy, measurement, ScriptedArrivals.of(script), log, verification);
  }

  private static FleetPlan fleet(SplittableRandom random) {
    EngineArgs args = args(random);
    StepTimeModel time =
        random.nextInt(3) == 0
            ? new Affine(10_000_000_000L * random.nextInt(1, 8), 0, 0)
            : new Affine(
                random.nextLong(5_000_000_000L, 80_000_000_000L),
                random.nextLong(90_000_000),
                random.nextLong(900_000_000));
    boolean always = random.nextInt(3) == 0;
    return new FleetPlan(
        args,
        () -> time,
        random.nextInt(1, 5),
        random.nextInt(1, 4),
        "lab/box",
        "on_demand",
        random.nextBoolean(),
        pick(random, LoadBalancing.values()),
        random.nextLong(3) * random.nextLong(SECOND),
        always ? null : hours(random),
        random.nextBoolean(),
        pick(random, EngineFactory.LEAP, EngineFactory.LEAP, EngineFactory.STEP));
  }

  private static EngineArgs args(SplittableRandom random) {
    int blockSize = pick(random, 1, 3, 4, 16);
    int maxModelLen = random.nextInt(12, 100);
    int maxNumSeqs = random.nextInt(1, 7);
    boolean chunked = random.nextInt(4) > 0;
    int blocksOfOne = (maxModelLen + blockSize - 1) / blockSize;
    int fewest = random.nextInt(8) == 0 ? 1 : blocksOfOne;
    return PlainEngine.args(
        maxNumSeqs,
        (chunked ? maxNumSeqs : Math.max(maxNumSeqs, maxModelLen)) + random.nextInt(40),
        maxModelLen,
        blockSize,
        1 + fewest + random.nextInt(1 + 2 * blocksOfOne),
        chunked,
        random.nextBoolean(),
        random.nextBoolean() ? 0 : random.nextInt(1, maxModelLen));
  }

  private static HostedPlan hosted(SplittableRandom random) {
    HostedLimits limits =
        new HostedLimits(
            limit(random, 40),
            limit(random, 1_500),
            limit(random, 400),
            limit(random, 800),
            limit(random, 60),
            random.nextBoolean());
    RetryPolicy retry =
        new RetryPolicy(
            random.nextInt(4),
            random.nextLong(SECOND),
            random.nextLong(SECOND, 8 * SECOND),
            random.nextDouble(),
            random.nextLong(20 * SECOND),
            random.nextLong(SECOND, 9 * SECOND));
    return new HostedPlan("lab/api", Bench.STEADY, limits, retry, random.nextInt(40, 200));
  }

  private static long limit(SplittableRandom random, int most) {
    return random.nextInt(3) > 0 ? 0 : random.nextInt(1, most);
  }

  private static RouteRule rule(SplittableRandom random) {
    RouteCondition when =
        switch (random.nextInt(3)) {
          case 0 -> new RouteCondition.QueueDepthAtLeast(random.nextInt(6));
          case 1 -> new RouteCondition.WithinHours(hours(random));
          default -> new RouteCondition.NoReplica();
        };
    return new RouteRule(when, pick(random, Backend.values()));
  }

  private static WeeklyHours hours(SplittableRandom random) {
    int from = random.nextInt(15);
    return new WeeklyHours(
        MONDAY,
        ZoneOffset.UTC,
        EnumSet.of(DayOfWeek.MONDAY),
        LocalTime.ofSecondOfDay(from),
        LocalTime.ofSecondOfDay(from + random.nextInt(1, 20)));
  }

  private static MeasurementPlan measurement(SplittableRandom random) {
    long from = random.nextInt(3) == 0 ? 0 : random.nextLong(6 * SECOND);
    long to = from + random.nextLong(SECOND, 25 * SECOND);
    long end = to + (random.nextInt(4) == 0 ? 0 : random.nextLong(30 * SECOND));
    long window = random.nextLong(SECOND / 2, 10 * SECOND);
    RequestBounds bounds = new RequestBounds(SECOND, Long.MAX_VALUE, 3 * SECOND);
    return new MeasurementPlan(from, to, end, window, List.of(), bounds);
  }

  /** Bursts and pauses; some instants are those of steps, windows and hours. */
  private static double[][] script(SplittableRandom random) {
    double[][] script = new double[random.nextInt(110)][];
    double seconds = 0;
    boolean ties = random.nextBoolean();
    double burstShare = random.nextDouble();
    double spacing = random.nextDouble(1.2);
    for (int i = 0; i < script.length; i++) {
      seconds += random.nextDouble() < burstShare ? 0 : random.nextDouble(0.001, 0.01 + spacing);
      double at = ties ? Math.rint(seconds * 20) / 20 : seconds;
      int output = random.nextInt(1, 40);
      int maxTokens = random.nextInt(3) > 0 ? 0 : output + random.nextInt(30);
      int prompt = random.nextInt(1, 1 + random.nextInt(1, 110));
      int shared = random.nextInt(3) == 0 ? 0 : random.nextInt(prompt / 2, prompt + 1);
      int prefix = random.nextInt(2);
      script[i] = new double[] {at, prompt, output, maxTokens, shared, prefix, random.nextInt(3)};
    }
    return script;
  }

  /** Some clients give up, a few before they come; some requests a cache answers. */
  private static double[][] impatient(double[][] script, SplittableRandom random) {
    double share = random.nextInt(3) == 0 ? 0 : random.nextDouble();
    double cached = random.nextInt(3) == 0 ? 0.2 : 0;
    double longest = Math.max(0.02, 5 * random.nextDouble());
    for (int i = 0; i < script.length; i++) {
      script[i] = Arrays.copyOf(script[i], 9);
      double patience = Math.rint(random.nextDouble(-0.1, longest) * 200) / 200;
      script[i][7] = random.nextDouble() < share ? patience : 0;
      script[i][8] = random.nextDouble() < cached ? 1 : 0;
    }
    return script;
  }

  @SafeVarargs
  private static <T> T pick(SplittableRandom random, T... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
