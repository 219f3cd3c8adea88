package dev.crossover.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.crossover.engine.request.Fate;
import dev.crossover.experiments.run.Results;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFolderTest {
  private static final Set<ReportFormat> ALL = EnumSet.allOf(ReportFormat.class);

  @TempDir Path temp;

  @Test
  void aPublishedRunHoldsItsFilesAndNothingElse() throws IOException {
    Path out = temp.resolve("deep/out");
    try (OutputFolder folder = OutputFolder.open(out, Samples.manifest())) {
      assertThat(folder.keep(1, finished("1"))).isEmpty();
      assertThat(folder.publish(Samples.output(), ALL)).isEqualTo(new Published(out, null));
    }
    assertThat(names(out))
        .containsExactly(
            ".crossover.lock",
            "manifest.yaml",
            "report.md",
            "results.json",
            "summary.csv",
            "timeline.csv");
  }

  @Test
  void aDiskThatFillsUpDuringARunIsToldWithItsFolder() throws IOException {
    Path out = temp.resolve("out");
    try (OutputFolder folder = OutputFolder.open(out, Samples.manifest())) {
      assertThat(folder.refusal(new IOException("No space left on device")))
          .hasMessage(
              out
                  + ": cannot be written (No space left on device)."
                  + " Maybe make room and run again: finished points are kept");
    }
  }

  @Test
  void aManifestThatIsNoYamlIsToldInOneLine() throws IOException {
    Path out = published();
    Files.writeString(out.resolve("manifest.yaml"), "a: [\n");

    assertThatThrownBy(() -> OutputFolder.open(out, Samples.manifest()))
        .isInstanceOf(OutputRefusedException.class)
        .hasMessageMatching(".*manifest.yaml: is not the manifest of a run [(].*[)]. Maybe .*[?]");
  }

  @Test
  void aFinishedRunOfTheSameInputsIsFoundCompleteAndUntouched() throws IOException {
    Path out = published();
    byte[] before = Files.readAllBytes(out.resolve("results.json"));
    try (OutputFolder folder = OutputFolder.open(out, Samples.manifest())) {
      assertThat(folder.isComplete()).isTrue();
      assertThat(ConsoleReport.text(folder.results()))
          .isEqualTo(ConsoleReport.text(Samples.results()));
      assertThatThrownBy(() -> folder.publish(Samples.output(), ALL))
          .isInstanceOf(IllegalStateException.class);
    }
    assertThat(Files.readAllBytes(out.resolve("results.json"))).isEqualTo(before);
  }

  @Test
  void aFolderOfOtherInputsIsRefusedWithWhatDiffers() {
    Path out = published();
    assertThatThrownBy(() -> OutputFolder.open(out, Samples.manifest(2, false)))
        .isInstanceOf(OutputRefusedException.class)
        .hasMessageContaining("holds a run of other inputs (seed was 1). Maybe choose another");
  }

  @Test
  void aFolderOfForeignFilesIsRefusedAndLeftAlone() throws IOException {
    Files.writeString(temp.resolve("thesis.tex"), "precious");
    assertThatThrownBy(() -> OutputFolder.open(temp, Samples.manifest()))
        .isInstanceOf(OutputRefusedException.class)
        .hasMessageContaining("thesis.tex");
    assertThat(names(temp)).containsExactly("thesis.tex");
  }

  @Test
  void aFileInTheFoldersPlaceIsRefused() throws IOException {
    Path file = Files.writeString(temp.resolve("out"), "");
    assertThatThrownBy(() -> OutputFolder.open(file, Samples.manifest()))
        .isInstanceOf(OutputRefusedException.class)
        .hasMessageContaining("is a file");
    assertThatThrownBy(() -> OutputFolder.open(file.resolve("below"), Samples.manifest()))
        .isInstanceOf(OutputRefusedException.class)
        .hasMessageContaining("cannot be written");
  }

  @Test
  void twoRunsCannotWriteAtOnce() throws IOException {
    try (OutputFolder first = OutputFolder.open(temp, Samples.manifest())) {
      assertThat(first.isComplete()).isFalse();
      assertThatThrownBy(() -> OutputFolder.open(temp, Samples.manifest()))
          .isInstanceOf(OutputRefusedException.class)
          .hasMessageContaining("another run is writing here");
    }
    OutputFolder.open(temp, Samples.manifest()).close();
  }

  @Test
  void anInterruptedRunResumesFromItsFinishedPoints() throws IOException {
    FinishedPoint first = finished("1");
    try (OutputFolder folder = OutputFolder.open(temp, Samples.manifest())) {
      folder.keep(1, first);
    }
    Files.writeString(temp.resolve(".crossover-report.md.tmp"), "torn");
    try (OutputFolder folder = OutputFolder.open(temp, Samples.manifest())) {
      assertThat(folder.isComplete()).isFalse();
      assertThat(folder.point(1)).contains(first);
      assertThat(folder.point(2)).isEmpty();
    }
    assertThat(temp.resolve(".crossover-report.md.tmp")).doesNotExist();
  }

  @Test
  void aKilledStartLeavesAFolderThatCanBeUsed() throws IOException {
    Files.writeString(temp.resolve(".crossover.lock"), "");
    Files.writeString(temp.resolve(".crossover-manifest.yaml.tmp"), "torn");
    OutputFolder.open(temp, Samples.manifest()).close();
    assertThat(names(temp)).containsExactly(".crossover.lock", "manifest.yaml");
  }

  /** A folder in the report's place makes the rename fail as a full disk would. */
  @Test
  void whatCannotBeWrittenIsOfferedElsewhereAndTheRunStaysResumable() throws IOException {
    try (OutputFolder folder = OutputFolder.open(temp, Samples.manifest())) {
      folder.keep(1, finished("1"));
      Files.createDirectories(temp.resolve("report.md/in the way"));
      Published published = folder.publish(Samples.output(), ALL);
      assertThat(published.folder()).isNotEqualTo(temp);
      assertThat(published.problem())
          .contains(temp + ": cannot be written")
          .contains("The results are in " + published.folder());
      assertThat(names(published.folder()))
          .containsExactly(
              "manifest.yaml", "report.md", "results.json", "summary.csv", "timeline.csv");
      delete(published.folder());
    }
    assertThat(temp.resolve("results.json")).doesNotExist();
    try (OutputFolder again = OutputFolder.open(temp, Samples.manifest())) {
      assertThat(again.isComplete()).isFalse();
      assertThat(again.point(1)).isPresent();
    }
  }

  /** A run that dies at any of its files leaves no torn file and no results, and can go on. */
  @Test
  void aRunThatDiesWhilePublishingCanBePublishedAgain() throws IOException {
    List<String> names =
        List.copyOf(ReportFiles.of(Samples.output(), ALL, List.of(), List.of()).keySet());
    assertThat(names).endsWith("results.json").hasSize(5);
    for (String fatal : names) {
      Path out = temp.resolve("dies-at-" + fatal);
      OutputFolder.open(out, Samples.manifest()).close();
      Map<String, FileContent> files = ReportFiles.of(Samples.output(), ALL, List.of(), List.of());
      files.put(
          fatal,
          stream -> {
            stream.write('x');
            throw new IOException("killed");
          });
      assertThatThrownBy(() -> ReportFiles.write(out, files)).hasMessage("killed");
      assertThat(names(out)).doesNotContain("results.json").noneMatch(n -> n.endsWith(".tmp"));
      try (OutputFolder again = OutputFolder.open(out, Samples.manifest())) {
        assertThat(again.publish(Samples.output(), ALL)).isEqualTo(new Published(out, null));
      }
      assertThat(names(out)).hasSize(6);
    }
  }

  @Test
  void aReadOnlyFolderIsRefusedBeforeAnythingIsComputed() throws IOException {
    Path readOnly = Files.createDirectory(temp.resolve("read-only"));
    assumeTrue(readOnly.toFile().setWritable(false) && !Files.isWritable(readOnly), "as root");
    assertThatThrownBy(() -> OutputFolder.open(readOnly.resolve("out"), Samples.manifest()))
        .isInstanceOf(OutputRefusedException.class)
        .hasMessageContaining("cannot be written (permission denied)");
  }

  @Test
  void aFileSystemThatTakesNoFoldersIsRefusedToo() {
    assumeTrue(Files.isDirectory(Path.of("/proc/self")), "no /proc here");
    assertThatThrownBy(() -> OutputFolder.open(Path.of("/proc/crossover"), Samples.manifest()))
        .isInstanceOf(OutputRefusedException.class)
        .hasMessageContaining("/proc/crossover: cannot be written (");
  }

  @Test
  void aPointThatCannotBeKeptIsSaidAndLosesNothing() throws IOException {
    try (OutputFolder folder = OutputFolder.open(temp, Samples.manifest())) {
      Files.writeString(temp.resolve("points"), "in the way");
      assertThat(folder.keep(1, finished("1")))
          .hasValueSatisfying(said -> assertThat(said).contains("cannot be kept for resuming"));
    }
  }

  @Test
  void aWriterThatFailsLeavesTheOldFileWhole() throws IOException {
    Path file = Files.writeString(temp.resolve("report.md"), "old");
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    out -> {
                      out.write("half of the ne".getBytes(StandardCharsets.UTF_8));
                      out.flush();
                      throw new IOException("No space left on device");
                    }))
        .hasMessage("No space left on device");
    assertThat(file).hasContent("old");
    assertThat(names(temp)).containsExactly("report.md");
  }

  @Test
  void requestRowsArePartOfTheRunAndOfResuming() throws IOException {
    Manifest manifest = Samples.manifest(1, true);
    RunOutput output = new RunOutput(Samples.results(), Samples.timeline(), manifest);
    try (OutputFolder folder = OutputFolder.open(temp, manifest)) {
      folder.keep(1, finished("1"));
      assertThat(folder.point(1)).as("without its rows the point is repeated").isEmpty();
      for (int point = 1; point <= 2; point++) {
        writeRows(folder, point);
      }
      assertThat(folder.point(1)).isPresent();
      assertThat(folder.publish(output, ALL).problem()).isNull();
    }
    List<String> lines = RequestRowsTest.unzipped(temp.resolve("requests.csv.gz"));
    assertThat(lines).hasSize(5);
    assertThat(lines.get(1)).startsWith("1,self-hosted,0,0,chat,");
    assertThat(lines.get(4)).startsWith("2,self-hosted,1,0,chat,");
    assertThat(temp.resolve("points")).doesNotExist();
  }

  private static void writeRows(OutputFolder folder, int point) throws IOException {
    for (int replication = 0; replication < 2; replication++) {
      try (RequestRows rows = folder.requestRows(point, "self-hosted", replication)) {
        rows.row(0, 0, "chat", 0, 10, 5, Fate.COMPLETED, null, "", 1, 0, 1, 9);
      }
    }
  }

  @Test
  void renderingAgainGivesTheSameBytes() throws IOException {
    Path out = published();
    List<String> files = List.of("report.md", "summary.csv", "results.json", "timeline.csv");
    List<String> before = files.stream().map(name -> text(out.resolve(name))).toList();
    Files.delete(out.resolve("report.md"));
    Files.delete(out.resolve("summary.csv"));
    Results rendered = OutputFolder.render(out, ALL);
    assertThat(rendered.experiment()).isEqualTo("chat-10m");
    assertThat(files.stream().map(name -> text(out.resolve(name))).toList()).isEqualTo(before);
  }

  @Test
  void onlyAFinishedRunCanBeRendered() {
    assertThatThrownBy(() -> OutputFolder.render(temp.resolve("none"), ALL))
        .isInstanceOf(OutputRefusedException.class)
        .hasMessageContaining("holds no finished run");
  }

  @Test
  void onlyTheFormatsAskedForAreWritten() throws IOException {
    try (OutputFolder folder = OutputFolder.open(temp, Samples.manifest())) {
      folder.publish(Samples.output(), ReportFormat.parse("md"));
    }
    assertThat(names(temp))
        .containsExactly(".crossover.lock", "manifest.yaml", "report.md", "results.json");
  }

  @Test
  void formatsAreReadByNameAndUnknownOnesRefused() {
    assertThat(ReportFormat.parse("json, md")).containsExactly(ReportFormat.MD, ReportFormat.JSON);
    assertThatThrownBy(() -> ReportFormat.parse("md,pdf"))
        .hasMessage("'pdf' is not a report format. Maybe one of md, csv, json, vllm-bench?");
  }

  private Path published() {
    Path out = temp.resolve("published");
    try (OutputFolder folder = OutputFolder.open(out, Samples.manifest())) {
      folder.publish(Samples.output(), ALL);
      return out;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FinishedPoint finished(String replicas) {
    return new FinishedPoint(Samples.point(replicas), Samples.timeline());
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path entry : entries.toList()) {
        Files.delete(entry);
      }
    }
    Files.delete(folder);
  }
}
