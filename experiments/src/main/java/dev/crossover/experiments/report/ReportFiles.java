package dev.crossover.experiments.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The files of a run by name, in the order they are written: what completes the run comes last. */
final class ReportFiles {
  private ReportFiles() {}

  /** Everything a run leaves. */
  static Map<String, FileContent> of(
      RunOutput output,
      Set<ReportFormat> formats,
      List<Path> requestParts,
      List<Path> benchmarkParts) {
    Map<String, FileContent> files = new LinkedHashMap<>();
    files.put(ManifestYaml.FILE, out -> ManifestYaml.write(output.manifest(), out));
    files.putAll(rendered(output, formats));
    if (output.manifest().requestRows()) {
      files.put(RequestRows.FILE, out -> RequestRows.join(requestParts, out));
    }
    files.putAll(Benchmarks.published(benchmarkParts));
    Map<String, FileContent> json = ReportFormat.JSON.files(output);
    files.keySet().removeAll(json.keySet());
    files.putAll(json);
    return files;
  }

  /** What the formats alone ask for. */
  static Map<String, FileContent> rendered(RunOutput output, Set<ReportFormat> formats) {
    Map<String, FileContent> files = new LinkedHashMap<>();
    for (ReportFormat format : ReportFormat.values()) {
      if (formats.contains(format)) {
        files.putAll(format.files(output));
      }
    }
    return files;
  }

  static void write(Path folder, Map<String, FileContent> files) throws IOException {
    for (Map.Entry<String, FileContent> file : files.entrySet()) {
      Path target = folder.resolve(file.getKey());
      Path parent = target.getParent();
      Files.createDirectories(parent == null ? folder : parent);
      AtomicFile.write(target, file.getValue());
    }
  }
}
