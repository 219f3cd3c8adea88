package dev.crossover.engine.serving;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A tiny engine under a tiny load, all drawn from a seed: every rule of the scheduler alone and
 * beside every other; small pools, so that many must yield; times that tie.
 */
record RandomCase(
    long seed,
    EngineArgs args,
    AffineTime time,
    boolean advanceBeforeArrivals,
    boolean advanceBeforeReadings,
    List<Arrival> arrivals,
    List<Abort> aborts,
    List<Long> readingNanos) {
  /** A request and when it comes; its index is its tag. */
  record Arrival(long nanos, EngineRequest request) {
    @Override
    public String toString() {
      return "%d ns: %d tokens %s, answer %d of %d in %d, priority %d of %d ns and %d, salt %d, lora %d"
          .formatted(
              nanos,
              request.promptTokens,
              request.content,
              request.outputTokens,
              request.maxTokens,
              request.outputStream,
              request.priority,
              request.arrivalNanos,
              request.sequence,
              request.cacheSalt,
              request.lora);
    }
  }

  /** A client that gives up, unless it was answered before. */
  record Abort(long nanos, int tag) {}

  static RandomCase of(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    EngineArgs args = RandomArgs.of(random);
    AffineTime time = time(random);
    int count = random.nextInt(1, 15);
    long stepNanos = typicalStepNanos(time);
    long spacingNanos = 1 + stepNanos * random.nextInt(1, 30);
    double burstShare = random.nextDouble();
    RandomRequests requests = new RandomRequests(random, args);
    List<Arrival> arrivals = new ArrayList<>();
    List<Abort> aborts = new ArrayList<>();
    double abortShare = random.nextInt(3) == 0 ? 0.4 : 0;
    long nanos = 0;
    for (int tag = 0; tag < count; tag++) {
      nanos += random.nextDouble() < burstShare ? 0 : random.nextLong(spacingNanos);
      arrivals.add(new Arrival(nanos, requests.next(tag, nanos)));
      if (random.nextDouble() < abortShare) {
        aborts.add(new Abort(nanos + random.nextLong(40 * stepNanos), tag));
      }
    }
    aborts.sort((a, b) -> Long.compare(a.nanos(), b.nanos()));
    return new RandomCase(
        seed,
        args,
        time,
        random.nextBoolean(),
        random.nextBoolean(),
        arrivals,
        aborts,
        readings(random, nanos + 100 * stepNanos));
  }

  private static List<Long> readings(SplittableRandom random, long spanNanos) {
    List<Long> readings = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      readings.add(random.nextLong(spanNanos));
    }
    readings.add(2 * spanNanos);
    readings.sort(null);
    return readings;
  }

  private static long typicalStepNanos(AffineTime time) {
    long picos =
        time.basePicos()
            + 4 * time.perSeqPicos()
            + 60 * time.perContextPicos()
            + 10 * time.perPromptTokenPicos();
    return picos / 1000 + 1;
  }

  /** Steps below, of and above a nanosecond, some of whole nanoseconds, so that instants tie. */
  private static AffineTime time(SplittableRandom random) {
    if (random.nextInt(3) == 0) {
      return new AffineTime(1000L * random.nextInt(1, 5), 0, 1000L * random.nextInt(2), 0, 0);
    }
    long basePicos = RandomArgs.pick(random, 1, 300, 5_000, 1_000_000, 35_000_000);
    return new AffineTime(
        basePicos,
        random.nextInt(2000),
        random.nextInt(300),
        random.nextInt(1500),
        random.nextInt(3));
  }
}
