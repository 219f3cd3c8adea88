package dev.crossover.traffic.profile;

import dev.crossover.engine.units.Rate;
import dev.crossover.traffic.arrival.ArrivalSpec;
import dev.crossover.traffic.arrival.ModulationSpec;
import dev.crossover.traffic.arrival.SeasonalitySpec;
import dev.crossover.traffic.arrival.SpikeSpec;
import dev.crossover.traffic.arrival.StageSpec;
import dev.crossover.traffic.session.BatchSpec;
import dev.crossover.traffic.session.ClosedLoopSpec;
import dev.crossover.traffic.trace.ReplaySpec;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The keys of a profile or a class that say how its requests come. */
record LoadKeys(
    @Nullable Rate rate,
    @Nullable RateOf rateOf,
    @Nullable ArrivalSpec arrival,
    @Nullable SeasonalitySpec seasonality,
    @Nullable List<ModulationSpec> modulation,
    @Nullable List<StageSpec> stages,
    @Nullable List<SpikeSpec> spikes,
    @Nullable ClosedLoopSpec closedLoop,
    @Nullable BatchSpec batch,
    @Nullable ReplaySpec replay) {
  /** What paces the requests, or null where nothing is said. */
  @Nullable Pace pace() {
    if (closedLoop != null) {
      return Pace.CLOSED_LOOP;
    }
    if (batch != null) {
      return Pace.BATCH;
    }
    if (replay != null) {
      return Pace.REPLAY;
    }
    return rate != null || hasStageRates() ? Pace.RATE : null;
  }

  /** Whether the stages give rates, so that no other is needed. */
  boolean hasStageRates() {
    return stages != null && stages.stream().anyMatch(stage -> stage.target().rate() != null);
  }

  /** Whether requests may be turns of sessions: not where each is one of a set. */
  boolean mayHaveSessions() {
    return batch == null && (closedLoop == null || closedLoop.concurrency() == null);
  }

  /**
   * These keys, and the profile's where there are none.
   *
   * @param shares whether the profile's rate, or that of its stages, is shared out by weights
   */
  LoadKeys over(LoadKeys profile, boolean shares) {
    boolean takesStages = shares || !profile.hasStageRates();
    return new LoadKeys(
        shares ? profile.rate : rate,
        RequestKeys.first(rateOf, profile.rateOf),
        RequestKeys.first(arrival, profile.arrival),
        RequestKeys.first(seasonality, profile.seasonality),
        RequestKeys.first(modulation, profile.modulation),
        RequestKeys.first(stages, takesStages ? profile.stages : null),
        RequestKeys.first(spikes, profile.spikes),
        null,
        null,
        null);
  }

  ArrivalSpec arrivals() {
    return arrival == null ? ArrivalSpec.POISSON : arrival;
  }

  List<ModulationSpec> modulations() {
    return modulation == null ? List.of() : modulation;
  }

  boolean ofSessions() {
    return rateOf == RateOf.SESSIONS;
  }

  /** What paces requests. */
  enum Pace {
    /** A rate, whether or not answers come. */
    RATE,
    /** Clients who wait for their answers. */
    CLOSED_LOOP,
    /** Jobs that begin at a time of the day. */
    BATCH,
    /** A recorded trace. */
    REPLAY;

    /** Why keys of a rate have no effect beside it. */
    String reason() {
      return this == CLOSED_LOOP ? "whose clients set the pace" : "which says when requests come";
    }

    /** The key that asks for it. */
    String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
