package dev.crossover.models.catalog;

import dev.crossover.engine.units.TimeSpan;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A machine one rents by the hour, with its price history; one file of {@code models/instances}.
 *
 * @param id cloud and type, such as {@code aws/g5.12xlarge}
 * @param name in words
 * @param source where the facts come from
 * @param validFrom day from which they hold
 * @param cloud who rents it out
 * @param region whose prices these are
 * @param gpu id of its GPU in the catalogue
 * @param gpus GPUs in it
 * @param interconnect how they are joined
 * @param vcpus virtual processors; unknown unless given
 * @param ramGib main memory in GiB; unknown unless given
 * @param startup what a fresh instance takes until an engine can load
 * @param prices price history in order of {@code valid_from}, oldest first
 */
public record InstanceType(
    String id,
    String name,
    String source,
    LocalDate validFrom,
    String cloud,
    String region,
    String gpu,
    int gpus,
    String interconnect,
    @Nullable Integer vcpus,
    @Nullable Integer ramGib,
    Startup startup,
    List<DatedPrices> prices) {
  /**
   * What it takes until an engine can start to load on a fresh instance.
   *
   * @param provision request to a ready node
   * @param imagePull the serving image onto the node
   * @param weightsGbPerS bandwidth at which weights are read, 1e9 bytes per second
   * @param source who measured them
   */
  public record Startup(
      TimeSpan provision, TimeSpan imagePull, double weightsGbPerS, String source) {
    public Startup {
      Facts.present("startup.provision", provision);
      Facts.present("startup.image_pull", imagePull);
      Facts.positive("startup.weights_gb_per_s", weightsGbPerS);
      Facts.present("startup.source", source);
    }
  }

  /**
   * Prices from a day on.
   *
   * @param validFrom first day
   * @param usdPerHour USD per instance-hour by purchase option key
   * @param source where they are listed
   */
  public record DatedPrices(
      LocalDate validFrom, Map<String, BigDecimal> usdPerHour, String source) {
    public DatedPrices {
      Facts.present("prices.valid_from", validFrom);
      Facts.present("prices.source", source);
      Facts.require(
          usdPerHour != null && !usdPerHour.isEmpty(),
          "prices.usd_per_hour is empty. Maybe add on_demand?");
      usdPerHour.forEach(DatedPrices::requirePrice);
      usdPerHour = Collections.unmodifiableMap(new LinkedHashMap<>(usdPerHour));
    }

    private static void requirePrice(String option, BigDecimal usd) {
      PurchaseOption.ofKey(option);
      Facts.require(
          usd != null && usd.signum() >= 0,
          "prices.usd_per_hour." + option + " must not be negative or empty");
    }

    /** The price of an option, if it is sold. */
    public Optional<BigDecimal> usdPerHour(PurchaseOption option) {
      return Optional.ofNullable(usdPerHour.get(option.key()));
    }
  }

  public InstanceType {
    Facts.entry(id, name, source, validFrom);
    Facts.present("cloud", cloud);
    Facts.present("region", region);
    Facts.present("gpu", gpu);
    Facts.positive("gpus", gpus);
    Facts.present("interconnect", interconnect);
    Facts.require(vcpus == null || vcpus > 0, "vcpus must be above 0");
    Facts.require(ramGib == null || ramGib > 0, "ram_gib must be above 0");
    Facts.present("startup", startup);
    Facts.require(prices != null && !prices.isEmpty(), "prices is empty. Maybe add a dated price?");
    prices = prices.stream().sorted(Comparator.comparing(DatedPrices::validFrom)).toList();
  }

  /**
   * The prices valid on a day: the newest that had begun by then.
   *
   * @throws IllegalArgumentException when the first price begins later
   */
  public DatedPrices pricesAt(LocalDate day) {
    DatedPrices valid = null;
    for (DatedPrices entry : prices) {
      valid = entry.validFrom().isAfter(day) ? valid : entry;
    }
    if (valid == null) {
      throw new IllegalArgumentException(
          "%s has no price on %s. Maybe use a date from %s on?"
              .formatted(id, day, prices.get(0).validFrom()));
    }
    return valid;
  }

  /**
   * USD per hour under an option on a day.
   *
   * @throws IllegalArgumentException that names the options sold when this one is not
   */
  public BigDecimal hourlyUsd(PurchaseOption option, LocalDate day) {
    DatedPrices valid = pricesAt(day);
    return valid
        .usdPerHour(option)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s has no %s price on %s. Maybe use one of %s, or add the price to its file?"
                        .formatted(id, option.key(), day, valid.usdPerHour().keySet())));
  }
}
