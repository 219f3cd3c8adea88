package dev.crossover.traffic.profile;

import dev.crossover.engine.units.Count;
import dev.crossover.engine.units.Rate;
import dev.crossover.traffic.arrival.ArrivalSpec;
import dev.crossover.traffic.arrival.LocalCalendar;
import dev.crossover.traffic.arrival.SeasonalitySpec;
import dev.crossover.traffic.content.PrefixSpec;
import dev.crossover.traffic.length.LengthDistribution;
import dev.crossover.traffic.length.LengthSpec;
import dev.crossover.traffic.trace.ReplaySpec;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A traffic profile as written: either a rate with its lengths, or a recorded trace.
 *
 * @param name what the profile is called
 * @param description what it stands for
 * @param source where its figures come from
 * @param rate mean volume; needed without {@code replay}
 * @param start local time of simulated time 0, Monday 5 January 2026 00:00 unless given
 * @param timezone IANA name, UTC unless given
 * @param arrival how evenly requests come, Poisson unless given
 * @param seasonality traffic over the week, flat unless given
 * @param prefix beginnings of prompts that requests share; none unless given
 * @param prompt prompt tokens, those of the prefix left out; needed without {@code replay}
 * @param output tokens the model would produce if nothing cut it off; needed without {@code replay}
 * @param maxTokens limit on output tokens that every client sets; none unless given
 * @param normalize whether the measured window holds exactly rate times its length in the mean;
 *     true unless given
 * @param replay a recorded trace in place of all of the above but names, clock and {@code
 *     maxTokens}
 */
public record ProfileSpec(
    @Nullable String name,
    @Nullable String description,
    @Nullable String source,
    @Nullable Rate rate,
    @Nullable LocalDateTime start,
    @Nullable String timezone,
    @Nullable ArrivalSpec arrival,
    @Nullable SeasonalitySpec seasonality,
    @Nullable PrefixSpec prefix,
    @Nullable LengthSpec prompt,
    @Nullable LengthSpec output,
    @Nullable Count maxTokens,
    @Nullable Boolean normalize,
    @Nullable ReplaySpec replay) {
  private static final LocalDateTime A_MONDAY = LocalDateTime.of(2026, 1, 5, 0, 0);
  private static final int FIRST_YEAR = 1970;
  private static final int LAST_YEAR = 2200;

  public ProfileSpec {
    if (replay == null) {
      checkGenerated(rate, prompt, output);
    } else {
      refuse("rate", rate);
      refuse("arrival", arrival);
      refuse("seasonality", seasonality);
      refuse("prefix", prefix);
      refuse("prompt", prompt);
      refuse("output", output);
      refuse("normalize", normalize);
    }
    zone(timezone);
    if (start != null && (start.getYear() < FIRST_YEAR || start.getYear() > LAST_YEAR)) {
      throw new IllegalArgumentException(
          "start (" + start + ") must lie between 1970 and 2200. Maybe 2026-01-05T00:00");
    }
    if (maxTokens != null
        && (maxTokens.value() < 1 || maxTokens.value() > LengthDistribution.UNLIMITED)) {
      throw new IllegalArgumentException(
          "max_tokens ("
              + maxTokens.value()
              + ") must lie between 1 and "
              + LengthDistribution.UNLIMITED
              + ". Maybe leave it out for no limit");
    }
  }

  LocalCalendar calendar() {
    return new LocalCalendar(start == null ? A_MONDAY : start, zone(timezone));
  }

  /** The instant of simulated time 0. */
  public Instant epoch() {
    return (start == null ? A_MONDAY : start).atZone(zone(timezone)).toInstant();
  }

  ArrivalSpec arrivals() {
    return arrival == null ? ArrivalSpec.POISSON : arrival;
  }

  boolean normalized() {
    return normalize == null || normalize;
  }

  /** The limit on output tokens, 0 for none, as an arrival carries it. */
  int outputLimit() {
    return maxTokens == null ? 0 : (int) maxTokens.value();
  }

  private static void checkGenerated(
      @Nullable Rate rate, @Nullable LengthSpec prompt, @Nullable LengthSpec output) {
    require("rate", rate, "10M/month");
    require("prompt", prompt, "512");
    require("output", output, "160");
    if (rate != null && rate.amount().signum() <= 0) {
      throw new IllegalArgumentException("rate must be above 0. Maybe 1/day for next to nothing");
    }
  }

  private static void require(String key, @Nullable Object value, String example) {
    if (value == null) {
      throw new IllegalArgumentException(
          key + " is missing. Maybe " + key + ": " + example + ", or replay: a recorded trace");
    }
  }

  private static void refuse(String key, @Nullable Object value) {
    if (value != null) {
      throw new IllegalArgumentException(
          key + " has no effect beside replay, which takes it from the trace. Maybe remove it");
    }
  }

  private static ZoneId zone(@Nullable String timezone) {
    try {
      return ZoneId.of(timezone == null ? "UTC" : timezone);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "timezone '" + timezone + "' is not an IANA name. Maybe UTC or Europe/Berlin", e);
    }
  }
}
