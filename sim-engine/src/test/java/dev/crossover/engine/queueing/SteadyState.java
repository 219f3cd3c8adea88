package dev.crossover.engine.queueing;

import dev.crossover.engine.kernel.Calendar;
import dev.crossover.engine.kernel.RandomStream;
import dev.crossover.engine.kernel.RandomStreams;

/**
 * What a long run of a queue measured.
 *
 * @param waitSeconds mean time before service
 * @param inSystem time average of the number in system, observed, not computed from the waits
 * @param littleRatio that average over arrival rate times mean sojourn, as observed
 */
record SteadyState(Estimate waitSeconds, Estimate inSystem, double littleRatio) {
  private static final int BATCHES = 60;
  private static final double NANOS_PER_SECOND = 1e9;

  /** Runs about so many customers through the queue; the first of 61 batches is not counted. */
  static SteadyState of(Queue queue, double load, long customers, long seed) {
    RandomStreams streams = new RandomStreams(seed, 0);
    RandomStream arrivals = streams.stream(queue.name(), "arrivals");
    RandomStream services = streams.stream(queue.name(), "services");
    double meanGapNanos = NANOS_PER_SECOND / (queue.servers() * load);
    Calendar calendar = new Calendar();
    Station station =
        new Station(
            calendar,
            queue.servers(),
            i -> Math.round(meanGapNanos * arrivals.exponential(i)),
            i -> Math.round(NANOS_PER_SECOND * queue.service(services, i)));
    station.open();
    return measure(calendar, station, Math.round(meanGapNanos * customers / BATCHES));
  }

  private static SteadyState measure(Calendar calendar, Station station, long batchNanos) {
    calendar.run(batchNanos);
    station.look();
    double[] waits = new double[BATCHES];
    double[] inSystem = new double[BATCHES];
    double areas = 0;
    double sojourns = 0;
    for (int i = 0; i < BATCHES; i++) {
      calendar.run(calendar.now() + batchNanos);
      Station.Period period = station.look();
      waits[i] = period.waitNanos() / NANOS_PER_SECOND / period.begun();
      inSystem[i] = (double) period.areaNanos() / batchNanos;
      areas += period.areaNanos();
      sojourns += period.sojournNanos();
    }
    return new SteadyState(
        Estimate.ofBatches(waits), Estimate.ofBatches(inSystem), areas / sojourns);
  }
}
