package dev.crossover.traffic.profile;

import dev.crossover.traffic.arrival.StageSpec;
import dev.crossover.traffic.length.LengthDistribution;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the keys of one class, or of a profile without classes, must keep. */
final class ClassRules {
  private ClassRules() {}

  /** Refuses a volume that is said twice, and keys that the pace leaves without effect. */
  static void checkVolume(@Nullable Double weight, LoadKeys load) {
    if (load.replay() != null) {
      refuse("rate", load.rate(), LoadKeys.Pace.REPLAY);
    }
    Map<String, @Nullable Object> volumes = new LinkedHashMap<>();
    volumes.put("weight", weight);
    volumes.put("rate", load.rate());
    volumes.put("closed_loop", load.closedLoop());
    volumes.put("batch", load.batch());
    volumes.put("replay", load.replay());
    volumes.values().removeIf(value -> value == null);
    if (volumes.size() > 1) {
      String last = List.copyOf(volumes.keySet()).get(volumes.size() - 1);
      throw new IllegalArgumentException(
          volumes.keySet().iterator().next()
              + " has no effect beside "
              + last
              + ", which paces the requests. Maybe remove one of them");
    }
    LoadKeys.Pace pace = load.pace();
    if (pace != null && pace != LoadKeys.Pace.RATE) {
      refuse("rate_of", load.rateOf(), pace);
      refuse("arrival", load.arrival(), pace);
      refuse("seasonality", load.seasonality(), pace);
      refuse("modulation", load.modulation(), pace);
      refuse("stages", load.stages(), pace);
      refuse("spikes", load.spikes(), pace);
    }
  }

  /** Refuses values, and keys that exclude each other wherever they come from. */
  static void checkValues(@Nullable Double weight, LoadKeys load, RequestKeys requests) {
    if (load.rate() != null && load.rate().amount().signum() <= 0) {
      throw new IllegalArgumentException("rate must be above 0. Maybe 1/day for next to nothing");
    }
    checkStages(weight, load);
    if (requests.correlation() != null && !(Math.abs(requests.correlation()) <= 1)) {
      throw new IllegalArgumentException(
          "correlation (" + requests.correlation() + ") must lie between -1 and 1. Maybe 0.3");
    }
    checkOutputLimit(requests);
    if (requests.compressPrompt() != null && requests.compressPrompt().value() >= 1) {
      throw new IllegalArgumentException(
          "compress_prompt must be below 1, or nothing is left. Maybe 0.4");
    }
    if (load.replay() != null) {
      refuse("prompt", requests.prompt(), LoadKeys.Pace.REPLAY);
      refuse("output", requests.output(), LoadKeys.Pace.REPLAY);
      refuse("correlation", requests.correlation(), LoadKeys.Pace.REPLAY);
      refuse("reasoning", requests.reasoning(), LoadKeys.Pace.REPLAY);
      refuse("prefix", requests.prefix(), LoadKeys.Pace.REPLAY);
      refuse("session", requests.session(), LoadKeys.Pace.REPLAY);
      refuse("compress_prompt", requests.compressPrompt(), LoadKeys.Pace.REPLAY);
    }
    if (requests.session() != null && !load.mayHaveSessions()) {
      throw new IllegalArgumentException(
          "session has no effect beside batch and closed_loop.concurrency, whose requests stand"
              + " alone. Maybe closed_loop: {users: 50}");
    }
  }

  /** Refuses what is missing once all keys are known. */
  static void checkComplete(LoadKeys load, RequestKeys requests) {
    if (load.replay() == null) {
      require("prompt", requests.prompt(), "512");
      require("output", requests.output(), "160");
    }
    if (load.ofSessions() && requests.session() == null) {
      throw new IllegalArgumentException(
          "rate_of is sessions, but there is no session. Maybe rate_of: requests");
    }
  }

  static void require(String key, @Nullable Object value, String example) {
    if (value == null) {
      throw new IllegalArgumentException(
          key + " is missing. Maybe " + key + ": " + example + ", or replay: a recorded trace");
    }
  }

  static void refuse(String key, @Nullable Object value, LoadKeys.Pace pace) {
    if (value != null) {
      throw new IllegalArgumentException(
          key
              + " has no effect beside "
              + pace.key()
              + ", "
              + (pace == LoadKeys.Pace.REPLAY ? "which takes it from the trace" : pace.reason())
              + ". Maybe remove it");
    }
  }

  private static void checkStages(@Nullable Double weight, LoadKeys load) {
    if (load.stages() == null) {
      return;
    }
    long rates = 0;
    for (StageSpec stage : load.stages()) {
      rates += stage.target().rate() == null ? 0 : 1;
    }
    if (load.stages().isEmpty() || (rates != 0 && rates != load.stages().size())) {
      throw new IllegalArgumentException(
          load.stages().isEmpty()
              ? "stages is empty. Maybe [{duration: 5m, target: 2}]"
              : "stages holds factors and rates: all must give the same of the two."
                  + " Maybe write each target as 20/s");
    }
    if (rates != 0 && (load.rate() != null || weight != null)) {
      throw new IllegalArgumentException(
          (load.rate() != null ? "rate" : "weight")
              + " has no effect beside stages that give rates. Maybe write their targets as"
              + " factors, as 1.5");
    }
  }

  private static void checkOutputLimit(RequestKeys requests) {
    if (requests.maxTokens() != null
        && (requests.maxTokens().value() < 1
            || requests.maxTokens().value() > LengthDistribution.UNLIMITED)) {
      throw new IllegalArgumentException(
          "max_tokens ("
              + requests.maxTokens().value()
              + ") must lie between 1 and "
              + LengthDistribution.UNLIMITED
              + ". Maybe leave it out for no limit");
    }
  }
}
