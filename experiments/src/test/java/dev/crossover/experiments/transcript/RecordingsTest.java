package dev.crossover.experiments.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All recordings, read and repeated as the command does. */
class RecordingsTest {
  private static final Path RECORDINGS =
      Path.of("..", "sim-engine", "src", "test", "resources", "conformance");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> FOLDERS = List.of("cases", "traces", "traces-2026-03");

  /** Printed, a transcript holds every row and total of the file, in the file's own words. */
  @ParameterizedTest
  @EnumSource(EngineKind.class)
  void everyFieldOfEveryRecordingIsRepeated(EngineKind kind) throws IOException {
    List<Path> files = files();
    assertThat(files).hasSizeGreaterThanOrEqualTo(88);
    Transcripts transcripts = Transcripts.read(files, kind, null, true);
    for (int i = 0; i < transcripts.size(); i++) {
      Transcripts.Repeated repeated = transcripts.run(i);
      assertThat(repeated.difference()).isEmpty();
      JsonNode printed = JSON.readTree(repeated.json());
      JsonNode file = JSON.readTree(files.get(i).toFile());
      JsonNode recorded = file.has("expected") ? file.get("expected") : file;
      for (String key : RowForm.valueOf(file.has("expected") ? "CASE" : "TRACE").outcomeKeys()) {
        assertThat(printed.get(key).equals(recorded.get(key)))
            .as("%s of %s", key, files.get(i))
            .isTrue();
      }
    }
  }

  private static List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    for (String folder : FOLDERS) {
      try (Stream<Path> found = Files.list(RECORDINGS.resolve(folder))) {
        files.addAll(found.filter(f -> f.toString().endsWith(".json")).sorted().toList());
      }
    }
    return files;
  }
}
