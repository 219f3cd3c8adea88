package dev.crossover.engine.metering;

import java.math.BigInteger;
import java.util.List;

/**
 * What one strategy used inside the billed window, before any price: instance time by type and
 * purchase option, API tokens by model.
 */
public record UsageLedger(List<InstanceUsage> instances, List<TokenUsage> hosted) {
  public UsageLedger {
    instances = List.copyOf(instances);
    hosted = List.copyOf(hosted);
  }

  /**
   * Time of one instance type under one purchase option.
   *
   * @param instance id in the catalogue, such as {@code aws/g5.12xlarge}
   * @param option purchase option as written in YAML, such as {@code on_demand}
   * @param instanceNanos launch to release, summed over instances and cut to the window
   * @param reserved instances reserved for the whole month under this option, else 0
   */
  public record InstanceUsage(
      String instance, String option, BigInteger instanceNanos, int reserved) {
    /** With a time that fits a long. */
    public InstanceUsage(String instance, String option, long instanceNanos, int reserved) {
      this(instance, option, BigInteger.valueOf(instanceNanos), reserved);
    }

    public InstanceUsage {
      require(instanceNanos.signum() >= 0, "instanceNanos " + instanceNanos + " is negative");
      require(reserved >= 0, "reserved " + reserved + " is negative");
    }
  }

  /**
   * Tokens of one hosted model.
   *
   * @param model id in the catalogue, such as {@code openai/gpt-4o-mini}
   * @param requests requests the API served
   * @param promptTokens all prompt tokens, cached ones included
   * @param cachedPromptTokens prompt tokens read from the API's cache
   * @param outputTokens tokens the API produced
   */
  public record TokenUsage(
      String model, long requests, long promptTokens, long cachedPromptTokens, long outputTokens) {
    public TokenUsage {
      require(requests >= 0, "requests " + requests + " is negative");
      require(outputTokens >= 0, "outputTokens " + outputTokens + " is negative");
      require(
          cachedPromptTokens >= 0 && cachedPromptTokens <= promptTokens,
          "cachedPromptTokens " + cachedPromptTokens + " is outside 0.." + promptTokens);
    }
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
