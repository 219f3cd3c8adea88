package dev.crossover.experiments.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.zone.ZoneRulesProvider;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a run was made from, {@code manifest.yaml}: the same fingerprint means the same results.
 *
 * @param experiment name of the experiment
 * @param description the file's own; null without one
 * @param version version of the program
 * @param input the experiment file as named by the user; not part of the fingerprint
 * @param inputSha256 hash of the experiment file and of what it includes
 * @param overrides command-line settings that change results, as written, in order
 * @param seed from which every random draw follows
 * @param replications independent runs of each point
 * @param requestRows one row per request is written too
 * @param benchmarks what of each benchmark is written, null where none is
 * @param tzdata version of the time zone rules
 * @param catalogue the catalogue files used, in order
 * @param asked what was simulated, in sentences for the report; not part of the fingerprint
 * @param notes what limits the validity of the results; not part of the fingerprint
 */
public record Manifest(
    String experiment,
    @Nullable String description,
    String version,
    String input,
    String inputSha256,
    List<String> overrides,
    long seed,
    int replications,
    boolean requestRows,
    @Nullable String benchmarks,
    String tzdata,
    List<CatalogueFile> catalogue,
    List<String> asked,
    List<String> notes) {
  private static final String BENCHMARKS = "benchmarks";

  /**
   * A catalogue file that was read.
   *
   * @param file its name in the catalogue, such as {@code gpus/a10g.yaml}
   * @param sha256 hash of its bytes
   * @param date its newest fact's date; null where it holds none
   */
  public record CatalogueFile(String file, String sha256, @Nullable LocalDate date) {
    public CatalogueFile {
      Objects.requireNonNull(file, "file is missing");
      Objects.requireNonNull(sha256, "sha256 is missing");
    }
  }

  public Manifest {
    Objects.requireNonNull(experiment, "experiment is missing");
    Objects.requireNonNull(version, "version is missing");
    Objects.requireNonNull(input, "input is missing");
    Objects.requireNonNull(inputSha256, "input_sha256 is missing");
    Objects.requireNonNull(tzdata, "tzdata is missing");
    overrides = List.copyOf(overrides);
    catalogue = List.copyOf(catalogue);
    asked = List.copyOf(asked);
    notes = List.copyOf(notes);
  }

  /** The version of the time zone rules this JVM has, such as {@code 2025b}. */
  public static String tzdataVersion() {
    return ZoneRulesProvider.getVersions("UTC").lastKey();
  }

  /** The hash by which a file is named here: SHA-256 in hex. */
  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** One hash over everything the results follow from. */
  public String fingerprint() {
    StringBuilder text = new StringBuilder();
    for (Input input : inputs()) {
      if (input.name().equals(BENCHMARKS) && benchmarks == null) {
        continue; // a run without them is the same whether they can be asked for or not
      }
      text.append(input.name()).append('\0').append(input.value()).append('\0');
    }
    return sha256(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** The newest fact of the catalogue. */
  public Optional<LocalDate> catalogueDate() {
    return catalogue.stream()
        .map(CatalogueFile::date)
        .filter(Objects::nonNull)
        .max(LocalDate::compareTo);
  }

  /** The same manifest with other notes. */
  public Manifest withNotes(List<String> otherNotes) {
    return new Manifest(
        experiment,
        description,
        version,
        input,
        inputSha256,
        overrides,
        seed,
        replications,
        requestRows,
        benchmarks,
        tzdata,
        catalogue,
        asked,
        otherNotes);
  }

  /** What of the inputs another run had otherwise, in words; empty for the same fingerprint. */
  List<String> differences(Manifest other) {
    List<Input> here = inputs();
    List<Input> there = other.inputs();
    List<String> differing = new ArrayList<>();
    for (int i = 0; i < here.size(); i++) {
      Input mine = here.get(i);
      String theirs = there.get(i).value();
      if (!mine.value().equals(theirs)) {
        differing.add(mine.shown() ? mine.name() + " was " + theirs : mine.name());
      }
    }
    return differing;
  }

  private record Input(String name, String value, boolean shown) {}

  private List<Input> inputs() {
    return List.of(
        new Input("experiment", experiment, true),
        new Input("version", version, true),
        new Input("input file", inputSha256, false),
        new Input("overrides", overrides.toString(), true),
        new Input("seed", Long.toString(seed), true),
        new Input("replications", Integer.toString(replications), true),
        new Input("request rows", requestRows ? "on" : "off", true),
        new Input(BENCHMARKS, benchmarks == null ? "off" : benchmarks, true),
        new Input("tzdata", tzdata, true),
        new Input("catalogue", hashes(), false));
  }

  private String hashes() {
    return catalogue.stream().map(file -> file.file() + " " + file.sha256()).toList().toString();
  }
}
