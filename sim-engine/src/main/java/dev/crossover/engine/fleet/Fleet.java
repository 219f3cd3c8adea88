package dev.crossover.engine.fleet;

import dev.crossover.engine.kernel.Calendar;
import dev.crossover.engine.kernel.CalendarEvent;
import dev.crossover.engine.kernel.EventOrder;
import dev.crossover.engine.kernel.RandomStreams;
import dev.crossover.engine.metering.Recorder;
import dev.crossover.engine.request.LiveRequests;
import dev.crossover.engine.request.Reason;
import dev.crossover.engine.serving.ServingEngine;
import dev.crossover.engine.serving.StepObserver;
import dev.crossover.engine.serving.StepTimeModel;
import dev.crossover.engine.units.TimeSpan;

/**
 * The replicas of one strategy: hands requests to them, opens and closes them by the clock, and
 * knows what is billed.
 */
final class Fleet implements GatewayView {
  private final FleetPlan plan;
  private final Calendar calendar;
  private final LiveRequests requests;
  private final Recorder recorder;
  private final Replica[] replicas;
  private final Ready[] starts;
  private final HandOver handOver = new HandOver();
  private final int[] liveOnInstance;
  private final LoadBalancer balancer;
  private final GatewayQueue gatewayQueue = new GatewayQueue();
  private final LevelMeter ready = new LevelMeter();
  private final LevelMeter serving = new LevelMeter();
  private final LevelMeter instances = new LevelMeter();
  private long started;

  /** The last instant whose schedules have passed before a request came. */
  private long overNanos = -1;

  Fleet(
      FleetPlan plan,
      Calendar calendar,
      LiveRequests requests,
      Recorder recorder,
      RandomStreams streams,
      Verification verification,
      StepObserver outputs) {
    this.plan = plan;
    this.calendar = calendar;
    this.requests = requests;
    this.recorder = recorder;
    this.balancer = plan.balancing().create();
    this.liveOnInstance = new int[plan.instances()];
    this.replicas = new Replica[plan.replicas()];
    this.starts = new Ready[plan.replicas()];
    EngineBooks books = new EngineBooks(requests, recorder);
    EngineIntake intake = new EngineIntake(plan, requests, streams);
    StepTimeModel time = plan.time().get();
    for (int i = 0; i < replicas.length; i++) {
      int index = i;
      starts[i] = new Ready(i);
      replicas[i] =
          new Replica(
              calendar,
              requests,
              engine(verification, time, books, outputs),
              intake,
              () -> terminate(index));
    }
  }

  private ServingEngine engine(
      Verification verification, StepTimeModel time, EngineBooks books, StepObserver outputs) {
    ServingEngine[] ranks = new ServingEngine[plan.dataParallelSize()];
    for (int i = 0; i < ranks.length; i++) {
      ranks[i] = verification.engine(plan, time, books, outputs);
    }
    return ranks.length == 1 ? ranks[0] : new DataParallelEngine(ranks);
  }

  /** Puts the fleet into its state at time 0 and onto the calendar. */
  void begin() {
    if (isOpen()) {
      for (int i = 0; i < replicas.length; i++) {
        launch(i);
        becomeReady(i);
      }
    }
    if (plan.hours() != null) {
      new OpeningChange().follow();
    }
  }

  /** A request is to be served here; it will end in the recorder. */
  void offer(int row) {
    if (isTooLong(row)) {
      recorder.refused(row, Reason.TOO_LONG, calendar.now());
      return;
    }
    int chosen = ready.level() == 0 ? -1 : balancer.choose(replicas);
    if (chosen >= 0) {
      enqueue(chosen, row);
    } else if (isOpen() || plan.queueWhenClosed()) {
      gatewayQueue.addLast(row);
    } else {
      recorder.refused(row, Reason.CLOSED, calendar.now());
    }
  }

  /** What is offered at this instant from now on comes behind all that engines do at it. */
  void instantIsOver() {
    overNanos = calendar.now();
  }

  private void enqueue(int replica, int row) {
    requests.replica[row] = replica;
    if (overNanos == calendar.now()) {
      replicas[replica].finishInstant();
    }
    replicas[replica].enqueue(row);
  }

  /** The client of a request that was offered, and has not ended, gives up. */
  void giveUp(int row) {
    int replica = requests.replica[row];
    if (replica < 0) {
      gatewayQueue.remove(row);
      recorder.refused(row, requests.giveUpReason[row], calendar.now());
    } else {
      recorder.abandoned(row, calendar.now());
      replicas[replica].abort(row);
    }
  }

  @Override
  public int queueDepth() {
    int depth = gatewayQueue.size();
    for (Replica replica : replicas) {
      depth += replica.phase() == ReplicaPhase.READY ? replica.waiting() : 0;
    }
    return depth;
  }

  @Override
  public int readyReplicas() {
    return ready.level();
  }

  /** Requests that wait at the gateway for a replica. */
  int waitingAtGateway() {
    return gatewayQueue.size();
  }

  /** The run ends: engines tell what their steps so far have done, leaps under way included. */
  void settle() {
    for (Replica replica : replicas) {
      replica.settle();
    }
  }

  Replica[] replicas() {
    return replicas;
  }

  FleetPlan plan() {
    return plan;
  }

  LevelMeter ready() {
    return ready;
  }

  /** Replicas that are ready or finish what they have. */
  LevelMeter serving() {
    return serving;
  }

  LevelMeter instances() {
    return instances;
  }

  long started() {
    return started;
  }

  /** As vLLM's server: room for one token, and for all that the client may ask for. */
  private boolean isTooLong(int row) {
    long wanted = Math.max(1, requests.maxTokens[row]);
    return requests.promptTokens[row] + wanted > plan.args().maxModelLen();
  }

  private boolean isOpen() {
    return plan.hours() == null || plan.hours().contains(calendar.now());
  }

  private void open() {
    for (int i = 0; i < replicas.length; i++) {
      if (replicas[i].phase() == ReplicaPhase.DRAINING) {
        serving.change(-1, calendar.now());
        becomeReady(i);
      } else {
        launch(i);
        started++;
        calendar.schedule(starts[i], calendar.now() + plan.startupNanos());
      }
    }
  }

  private void close() {
    for (int i = 0; i < replicas.length; i++) {
      Replica replica = replicas[i];
      if (replica.phase() == ReplicaPhase.READY) {
        ready.change(-1, calendar.now());
        replica.phase(ReplicaPhase.DRAINING);
        if (replica.isIdle()) {
          terminate(i);
        }
      } else if (replica.phase() == ReplicaPhase.STARTING) {
        calendar.cancel(starts[i]);
        terminate(i);
      }
    }
    while (!plan.queueWhenClosed() && !gatewayQueue.isEmpty()) {
      recorder.refused(gatewayQueue.removeFirst(), Reason.CLOSED, calendar.now());
    }
  }

  private void launch(int index) {
    replicas[index].phase(ReplicaPhase.STARTING);
    if (liveOnInstance[index / plan.replicasPerInstance()]++ == 0) {
      instances.change(1, calendar.now());
    }
  }

  private void becomeReady(int index) {
    replicas[index].phase(ReplicaPhase.READY);
    ready.change(1, calendar.now());
    serving.change(1, calendar.now());
    calendar.schedule(handOver, calendar.now());
  }

  private void terminate(int index) {
    if (replicas[index].phase() == ReplicaPhase.DRAINING) {
      serving.change(-1, calendar.now());
    }
    replicas[index].phase(ReplicaPhase.TERMINATED);
    if (--liveOnInstance[index / plan.replicasPerInstance()] == 0) {
      instances.change(-1, calendar.now());
    }
  }

  /** A launched replica has started. */
  private final class Ready extends CalendarEvent {
    private final int index;

    Ready(int index) {
      super(EventOrder.REPLICA_PHASE);
      this.index = index;
    }

    @Override
    protected void fire() {
      becomeReady(index);
    }
  }

  /**
   * The gateway's queue goes to the replicas that are ready by now. It comes behind all that become
   * ready at the same instant, or the first of them would get everything.
   */
  private final class HandOver extends CalendarEvent {
    HandOver() {
      super(EventOrder.REPLICA_PHASE);
    }

    @Override
    protected void fire() {
      while (!gatewayQueue.isEmpty()) {
        enqueue(balancer.choose(replicas), gatewayQueue.removeFirst());
      }
    }
  }

  /** The opening hours begin or end. */
  private final class OpeningChange extends CalendarEvent {
    private boolean wasOpen = isOpen();

    OpeningChange() {
      super(EventOrder.FLEET_SCHEDULE);
    }

    void follow() {
      WeeklyHours hours = plan.hours();
      long next = hours == null ? Long.MAX_VALUE : hours.nextChangeNanos(calendar.now());
      if (next != Long.MAX_VALUE && next <= TimeSpan.MAX_NANOS) {
        calendar.schedule(this, next);
      }
    }

    @Override
    protected void fire() {
      boolean nowOpen = isOpen();
      if (nowOpen && !wasOpen) {
        open();
      } else if (!nowOpen && wasOpen) {
        close();
      }
      wasOpen = nowOpen;
      follow();
    }
  }
}
