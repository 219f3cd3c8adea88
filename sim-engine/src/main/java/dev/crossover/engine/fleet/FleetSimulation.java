package dev.crossover.engine.fleet;

import dev.crossover.engine.kernel.Calendar;
import dev.crossover.engine.kernel.CalendarEvent;
import dev.crossover.engine.kernel.EventOrder;
import dev.crossover.engine.kernel.RandomStreams;
import dev.crossover.engine.metering.FleetReading;
import dev.crossover.engine.metering.MeasurementPlan;
import dev.crossover.engine.metering.Recorder;
import dev.crossover.engine.metering.RequestLog;
import dev.crossover.engine.metering.UsageLedger;
import dev.crossover.engine.metering.UsageLedger.InstanceUsage;
import dev.crossover.engine.request.Arrival;
import dev.crossover.engine.request.ArrivalStream;
import dev.crossover.engine.request.Fate;
import dev.crossover.engine.request.LiveRequests;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** One strategy under one stream of requests, from time 0 to the end of the drain. Run once. */
public final class FleetSimulation {
  private final StrategyPlan strategy;
  private final MeasurementPlan measurement;
  private final ArrivalStream stream;
  private final Arrivals arrivals;
  private final Calendar calendar = new Calendar();
  private final LiveRequests requests = new LiveRequests();
  private final Recorder recorder;
  private final @Nullable Audit audit;
  private final HostedUsage hostedUsage = new HostedUsage();
  private final @Nullable Fleet fleet;
  private final @Nullable FleetMeter meter;
  private final Gateway gateway;
  private final CachedAnswers cache;
  private final GiveUps giveUps;
  private final LongConsumer progress;
  private final List<InstanceUsage> instanceUsage = new ArrayList<>();

  /** Nobody arrives any more, so the stream is not told what ends while the books are closed. */
  private boolean over;

  /**
   * @param verification what is checked on the way; changes no result
   * @param progress hears the simulated time at the end of each window, for progress bars
   */
  public FleetSimulation(
      StrategyPlan strategy,
      MeasurementPlan measurement,
      ArrivalStream stream,
      RandomStreams streams,
      RequestLog log,
      Verification verification,
      LongConsumer progress) {
    this.strategy = strategy;
    this.measurement = measurement;
    this.stream = stream;
    this.progress = progress;
    this.audit = verification.checksBooks() ? new Audit(strategy, log) : null;
    this.recorder =
        new Recorder(
            measurement,
            strategy.rules().size(),
            requests,
            audit == null ? log : audit,
            this::ended);
    FleetPlan fleetPlan = strategy.fleet();
    this.fleet =
        fleetPlan == null
            ? null
            : new Fleet(
                fleetPlan,
                calendar,
                requests,
                recorder,
                streams,
                verification,
                OutputTeller.of(requests, log));
    this.meter = fleet == null ? null : new FleetMeter(fleet, recorder.tally());
    HostedPlan hosted = strategy.hosted();
    HostedApi api =
        hosted == null
            ? null
            : new HostedApi(hosted, calendar, requests, recorder, hostedUsage, streams);
    this.gateway = new Gateway(fleet, api, strategy.rules(), requests, recorder);
    this.cache = new CachedAnswers(calendar, requests, recorder);
    this.arrivals = new Arrivals(stream, calendar, measurement.endNanos(), new Door());
    this.giveUps = new GiveUps(calendar, requests, this::giveUp);
  }

  /** Runs to the end of the drain, or until every measured request has ended. */
  public Outcome run() {
    if (fleet != null) {
      fleet.begin();
    }
    calendar.schedule(new Boundary(), measurement.fromNanos());
    try (stream) {
      arrivals.begin();
      calendar.run(measurement.endNanos());
      over = true;
    }
    return closeBooks();
  }

  private Outcome closeBooks() {
    if (fleet != null) {
      fleet.settle();
    }
    if (audit != null && fleet != null) {
      audit.checkFleet(fleet, requests);
    }
    Outcome outcome = new Outcome(recorder.closeBooks(), ledger());
    if (audit != null) {
      audit.checkBooks(outcome);
    }
    return outcome;
  }

  private UsageLedger ledger() {
    HostedPlan hosted = strategy.hosted();
    return new UsageLedger(
        instanceUsage, hosted == null ? List.of() : List.of(hostedUsage.of(hosted.model())));
  }

  private void arrive(int row, long now) {
    recorder.arrived(row);
    if (requests.giveUpNanos[row] <= now) {
      recorder.keptBack(row);
      recorder.refused(row, requests.giveUpReason[row], now);
    } else {
      giveUps.watch(row, measurement.endNanos());
      send(row, now);
    }
  }

  private void send(int row, long now) {
    if (requests.cacheAnswers[row]) {
      recorder.keptBack(row);
      cache.answer(row);
    } else {
      gateway.dispatch(row, now);
    }
  }

  private void giveUp(int row) {
    if (requests.cacheAnswers[row]) {
      cache.giveUp(row);
    } else {
      gateway.giveUp(row);
    }
  }

  private void ended(int row, Fate fate, int answerTokens, long nanos) {
    if (requests.giveUpNanos[row] != Arrival.NEVER) {
      giveUps.forget(row);
    }
    if (!over) {
      arrivals.ended(requests.id[row], fate, answerTokens, nanos);
    }
  }

  private void beginSpan() {
    if (meter != null) {
      meter.begin(calendar.now());
    }
  }

  private void endWindow() {
    recorder.endWindow(meter == null ? FleetReading.NONE : meter.endWindow(calendar.now()));
    progress.accept(calendar.now());
  }

  private void endSpan() {
    if (meter != null) {
      instanceUsage.add(meter.end(calendar.now()));
    }
  }

  /** Where requests come in. */
  private final class Door implements Arrivals.Target {
    /** Those that arrive behind the measured span are company for the measured ones only. */
    @Override
    public boolean isDone() {
      return calendar.now() >= measurement.toNanos() && recorder.openRequests() == 0;
    }

    @Override
    public void arrive(Arrival arrival, boolean followsUp) {
      long now = calendar.now();
      if (followsUp && fleet != null) {
        fleet.instantIsOver();
      }
      FleetSimulation.this.arrive(requests.take(arrival, measurement.windowOf(now)), now);
    }
  }

  /** The measured span begins, a window ends and the next begins, the span ends. */
  private final class Boundary extends CalendarEvent {
    private int window = -1;

    Boundary() {
      super(EventOrder.MEASUREMENT_BOUNDARY);
    }

    @Override
    protected void fire() {
      if (window < 0) {
        beginSpan();
      } else {
        endWindow();
      }
      window++;
      if (window == measurement.windows()) {
        endSpan();
      } else {
        recorder.beginWindow();
        calendar.schedule(this, measurement.windowStartNanos(window + 1));
      }
    }
  }
}
