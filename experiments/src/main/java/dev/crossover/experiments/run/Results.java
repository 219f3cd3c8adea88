package dev.crossover.experiments.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What an experiment found: every point of its sweep and every claim of its file. This is what an
 * embedding program gets and what {@code results.json} holds, component by component in snake_case.
 *
 * <p>Times are in seconds of simulated time, money in US dollars, shares between 0 and 1. A
 * quantity that does not exist for a strategy is null, never 0. Maps keep their order.
 *
 * @param schemaVersion version of this shape; within one version it only grows
 * @param experiment name of the experiment, {@code [a-z0-9-]}
 * @param version version of the program
 * @param seed from which every random draw follows
 * @param replications independent runs of each point
 * @param horizonS measured and billed time of one replication, in seconds
 * @param points one per combination of the sweep, in its order; a single one without a sweep
 * @param claims in the file's order
 */
public record Results(
    int schemaVersion,
    String experiment,
    String version,
    long seed,
    int replications,
    @JsonProperty("horizon_s") double horizonS,
    List<PointResult> points,
    List<ClaimResult> claims) {
  /** The version this program writes. */
  public static final int SCHEMA_VERSION = 1;

  public Results {
    Facts.require(
        schemaVersion == SCHEMA_VERSION,
        "schema_version %s is not %s. Maybe read these results with the version that wrote them?",
        schemaVersion,
        SCHEMA_VERSION);
    Facts.present(experiment, "experiment");
    Facts.present(version, "version");
    Facts.require(replications > 0, "replications (%s) is below 1", replications);
    Facts.notNegative(horizonS, "horizon_s");
    points = Facts.copy(points, "points");
    claims = Facts.copy(claims, "claims");
  }

  /** The results of this version. */
  public static Results of(
      String experiment,
      String version,
      long seed,
      int replications,
      double horizonS,
      List<PointResult> points,
      List<ClaimResult> claims) {
    return new Results(
        SCHEMA_VERSION, experiment, version, seed, replications, horizonS, points, claims);
  }
}
