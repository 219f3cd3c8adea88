package dev.crossover.experiments.cli;

import dev.crossover.experiments.plan.ExperimentPlan;
import dev.crossover.experiments.report.Manifest;
import dev.crossover.experiments.report.Manifest.CatalogueFile;
import dev.crossover.experiments.spec.Experiment;
import dev.crossover.experiments.spec.ExperimentSpec;
import dev.crossover.experiments.spec.ResolvedStrategy;
import dev.crossover.models.catalog.Catalog;
import dev.crossover.models.catalog.GpuSpec;
import dev.crossover.traffic.trace.ReplaySpec;
import dev.crossover.traffic.trace.Trace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Writes down what a run is made from. */
final class RunManifest {
  private final Path file;
  private final ExperimentPlan plan;
  private final RunSettings settings;

  RunManifest(Path file, ExperimentPlan plan, RunSettings settings) {
    this.file = file;
    this.plan = plan;
    this.settings = settings;
  }

  Manifest manifest() throws IOException {
    Experiment first = plan.points().get(0).experiment();
    ExperimentSpec spec = first.spec();
    return new Manifest(
        spec.name(),
        spec.description(),
        Version.number(),
        file.toString(),
        inputHash(),
        settings.plan().overrides(),
        spec.seed(),
        spec.replications(),
        settings.requests(),
        settings.benchmarks() == null ? null : settings.benchmarks().toString(),
        Manifest.tzdataVersion(),
        catalogue(),
        asked(spec),
        notes());
  }

  /** One hash of the experiment, of its profile and of every trace that it replays. */
  private String inputHash() throws IOException {
    StringBuilder parts = new StringBuilder(plan.file().document().sha256());
    Set<Path> traces = new LinkedHashSet<>();
    for (var point : plan.points()) {
      parts.append('\n').append(point.experiment().spec().traffic());
      for (ReplaySpec replay : point.experiment().spec().traffic().replays()) {
        traces.addAll(Trace.files(replay, point.experiment().trafficFolder()));
      }
    }
    for (Path trace : traces) {
      parts.append('\n').append(sha256(trace));
    }
    return Manifest.sha256(parts.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String sha256(Path trace) throws IOException {
    try (InputStream bytes =
        new DigestInputStream(Files.newInputStream(trace), MessageDigest.getInstance("SHA-256"))) {
      bytes.transferTo(java.io.OutputStream.nullOutputStream());
      MessageDigest digest = ((DigestInputStream) bytes).getMessageDigest();
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private List<CatalogueFile> catalogue() {
    Map<String, LocalDate> dates = dates(plan.points().get(0).experiment().catalog());
    List<CatalogueFile> files = new ArrayList<>();
    plan.file()
        .library()
        .catalog()
        .sha256ByFile()
        .forEach(
            (path, hash) -> {
              String[] parts = path.replace('\\', '/').split("/", -1);
              String name = parts[parts.length - 1].replace(".yaml", "");
              String folder = parts.length > 1 ? parts[parts.length - 2] + "/" : "";
              files.add(new CatalogueFile(folder + name + ".yaml", hash, dates.get(name)));
            });
    return files;
  }

  /** The newest date of each entry, by the name its file has. */
  private static Map<String, LocalDate> dates(Catalog catalog) {
    Map<String, LocalDate> dates = new TreeMap<>();
    catalog.llms().forEach(llm -> newest(dates, llm.id(), llm.validFrom()));
    catalog.gpus().forEach(gpu -> newest(dates, gpu.id(), gpu.validFrom()));
    catalog
        .instances()
        .forEach(type -> type.prices().forEach(p -> newest(dates, type.id(), p.validFrom())));
    catalog
        .hosted()
        .forEach(model -> model.prices().forEach(p -> newest(dates, model.id(), p.validFrom())));
    return dates;
  }

  private static void newest(Map<String, LocalDate> dates, String id, LocalDate date) {
    dates.merge(id.replace('/', '-'), date, (a, b) -> a.isAfter(b) ? a : b);
  }

  private List<String> asked(ExperimentSpec spec) {
    Experiment first = plan.points().get(0).experiment();
    List<String> asked = new ArrayList<>();
    asked.add(
        "%s over %s, %s, %s."
            .formatted(
                Spoken.count(spec.strategies().size(), "strategy"),
                Spoken.span(first.window().horizon()),
                Spoken.count(spec.replications(), "replication"),
                Spoken.count(plan.points().size(), "point")));
    asked.add("A month is " + spec.month() + "; prices as of " + first.priceDate() + ".");
    return asked;
  }

  /** What limits the validity: the quality of each GPU's constants, and what is not modelled. */
  private List<String> notes() {
    Set<String> notes = new LinkedHashSet<>();
    for (var point : plan.points()) {
      for (ResolvedStrategy strategy : point.experiment().strategies()) {
        if (strategy instanceof ResolvedStrategy.FleetStrategy fleet) {
          GpuSpec gpu = fleet.gpu();
          notes.add(
              String.format(
                  Locale.ROOT,
                  "Step times on %s: %s, expected error of end-to-end latency %.0f %%.",
                  gpu.name(),
                  gpu.quality().label().toString().toLowerCase(Locale.ROOT),
                  gpu.quality().band() * 100));
          notes.add(
              "%s: %s scheduling, prefix caching %s."
                  .formatted(
                      fleet.name(),
                      fleet.engine().asyncScheduling() ? "asynchronous" : "synchronous",
                      fleet.engine().enablePrefixCaching() ? "on" : "off"));
        }
      }
    }
    if (!notes.isEmpty()) {
      notes.add("CUDA graphs take no GPU memory unless graph_memory is given.");
    }
    return List.copyOf(notes);
  }
}
