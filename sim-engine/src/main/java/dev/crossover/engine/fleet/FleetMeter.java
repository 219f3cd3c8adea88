package dev.crossover.engine.fleet;

import dev.crossover.engine.metering.FleetReading;
import dev.crossover.engine.metering.StrategyTally;
import dev.crossover.engine.metering.UsageLedger.InstanceUsage;
import dev.crossover.engine.serving.EngineUsage;
import java.math.BigInteger;

/** Reads a fleet's running totals at the windows' boundaries and keeps the differences. */
final class FleetMeter {
  private static final double PICOS_PER_NANO = 1e3;

  private final Fleet fleet;
  private final StrategyTally tally;
  private final EngineUsage before = new EngineUsage();
  private final EngineUsage now = new EngineUsage();
  private final EngineUsage difference = new EngineUsage();
  private BigInteger instanceNanosAtStart = BigInteger.ZERO;
  private long startedAtStart;
  private BigInteger readyNanosBefore = BigInteger.ZERO;
  private BigInteger servingNanosBefore = BigInteger.ZERO;
  private long readNanos;

  FleetMeter(Fleet fleet, StrategyTally tally) {
    this.fleet = fleet;
    this.tally = tally;
  }

  /** The measured span begins. */
  void begin(long nanos) {
    for (Replica replica : fleet.replicas()) {
      replica.restartPeak();
    }
    read(before);
    readNanos = nanos;
    readyNanosBefore = fleet.ready().integralAt(nanos);
    servingNanosBefore = fleet.serving().integralAt(nanos);
    instanceNanosAtStart = fleet.instances().integralAt(nanos);
    startedAtStart = fleet.started();
    fleet.ready().watchExtremes();
  }

  /** A window ends: books its usage and says how the fleet did in it. */
  FleetReading endWindow(long nanos) {
    read(now);
    difference.set(now);
    difference.subtract(before);
    before.set(now);
    tally.usage.add(difference);
    BigInteger readyNanos = fleet.ready().integralAt(nanos);
    tally.replicas.addReady(readyNanos.subtract(readyNanosBefore));
    readyNanosBefore = readyNanos;
    BigInteger servingNanos = fleet.serving().integralAt(nanos);
    BigInteger servedNanos = servingNanos.subtract(servingNanosBefore);
    tally.replicas.addServing(servedNanos);
    servingNanosBefore = servingNanos;
    double picos = (nanos - readNanos) * PICOS_PER_NANO;
    readNanos = nanos;
    double servingPicos = servedNanos.doubleValue() * PICOS_PER_NANO;
    double enginePicos = servingPicos * fleet.plan().dataParallelSize();
    double blocks = servingPicos * fleet.replicas()[0].usableBlocks();
    return new FleetReading(
        difference.runningPicos.value() / picos,
        fleet.queueDepth(),
        fleet.readyReplicas(),
        FleetReading.share(difference.busyPicos, enginePicos),
        FleetReading.share(difference.blockPicos, blocks));
  }

  /** The measured span ends: what the instances cost is known by their time. */
  InstanceUsage end(long nanos) {
    BigInteger billed = fleet.instances().integralAt(nanos).subtract(instanceNanosAtStart);
    tally.replicas.instanceNanos = billed;
    tally.replicas.started = fleet.started() - startedAtStart;
    tally.replicas.fewestReady = fleet.ready().lowest();
    tally.replicas.mostReady = fleet.ready().highest();
    FleetPlan plan = fleet.plan();
    int reserved = plan.reserved() ? plan.instances() : 0;
    return new InstanceUsage(plan.instance(), plan.option(), billed, reserved);
  }

  private void read(EngineUsage total) {
    total.clear();
    for (Replica replica : fleet.replicas()) {
      total.add(replica.usageNow());
    }
  }
}
