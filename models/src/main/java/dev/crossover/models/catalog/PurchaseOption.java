package dev.crossover.models.catalog;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How an instance is bought. */
public enum PurchaseOption {
  /** Billed from launch to release. */
  ON_DEMAND(false),
  /** Committed for one year, no upfront payment: billed for the whole month, used or not. */
  RESERVED_1YR(true),
  /** Committed for three years: billed for the whole month, used or not. */
  RESERVED_3YR(true),
  /** Spare capacity that may be taken back; billed from launch to release. */
  SPOT(false);

  private final boolean committed;

  PurchaseOption(boolean committed) {
    this.committed = committed;
  }

  /** Whether the whole month is billed, used or not. */
  public boolean committed() {
    return committed;
  }

  /** The name as written in YAML and on the bill: {@code on_demand}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The option of a name as written in YAML.
   *
   * @throws IllegalArgumentException that lists the options when there is none
   */
  public static PurchaseOption ofKey(String key) {
    for (PurchaseOption option : values()) {
      if (option.key().equals(key)) {
        return option;
      }
    }
    List<String> keys = Arrays.stream(values()).map(PurchaseOption::key).toList();
    throw new IllegalArgumentException(
        "'" + key + "' is not a purchase option. Maybe one of " + keys + "?");
  }
}
