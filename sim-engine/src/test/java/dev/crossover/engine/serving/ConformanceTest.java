package dev.crossover.engine.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The engines against recorded runs of the real vLLM V1 scheduler, step by step. */
class ConformanceTest {
  private static final Path SHARED = Path.of("..", "..", "shared", "conformance", "vllm");

  /** Read once, for all who run a single one of them again and again. */
  private static final List<ConformanceCase> RECORDINGS = read();

  static List<ConformanceCase> recordings() {
    return RECORDINGS;
  }

  private static List<ConformanceCase> read() {
    try {
      return ConformanceReader.below(packaged());
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException("the packaged recordings cannot be read", e);
    }
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void theReferenceSchedulesStepForStepAsVllm(ConformanceCase recording) {
    check(recording, EngineKind.REFERENCE);
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void theEngineSchedulesStepForStepAsVllm(ConformanceCase recording) {
    check(recording, EngineKind.STEPPING);
  }

  @Test
  void thereAreRecordingsOfEveryKind() {
    List<ConformanceCase> all = recordings();
    assertThat(all).hasSize(88);
    assertThat(all).filteredOn(ConformanceCase::brief).hasSize(24);
    assertThat(all.stream().mapToInt(ConformanceCase::preemptions).sum()).isGreaterThan(1_000);
  }

  @Test
  void thePackagedRecordingsAreTheSharedOnes() throws Exception {
    boolean present = Files.isDirectory(SHARED);
    if (System.getenv("CI") != null) {
      assertThat(present).as("%s is needed here", SHARED).isTrue();
    }
    assumeTrue(present, "no recorded runs at " + SHARED);
    List<Path> files = jsonBelow(SHARED);
    assertThat(jsonBelow(packaged())).hasSameSizeAs(files).isNotEmpty();
    for (Path file : files) {
      Path copy = packaged().resolve(SHARED.relativize(file).toString());
      assertThat(Files.mismatch(file, copy)).as("first difference in %s", copy).isEqualTo(-1);
    }
  }

  private static List<Path> jsonBelow(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(path -> path.toString().endsWith(".json")).sorted().toList();
    }
  }

  private static Path packaged() throws URISyntaxException {
    return Path.of(ConformanceTest.class.getResource("/conformance").toURI());
  }

  private static void check(ConformanceCase recording, EngineKind kind) {
    List<StepLog.Row> steps = recording.steps();
    StepwiseRun.Result result =
        StepwiseRun.run(
            kind,
            recording.args(),
            recording.requests(),
            recording.abortsBeforeStep(),
            steps.size());
    List<StepLog.Row> found = new ArrayList<>(result.rows());
    // A stalled engine goes idle where vLLM calls schedule() again and again, to no effect.
    while (result.engine().waiting() > 0 && found.size() < steps.size()) {
      found.add(found.get(found.size() - 1).again());
    }
    assertThat(found).hasSameSizeAs(steps);
    for (int i = 0; i < steps.size(); i++) {
      StepLog.Row row = recording.brief() ? found.get(i).brief() : found.get(i);
      assertThat(row).as("%s, %s, step %d", recording, kind, i).isEqualTo(steps.get(i));
    }
    assertThat(result.freeBlockOrder().subList(0, recording.freeBlockOrder().size()))
        .as("free blocks at the end of %s", recording)
        .isEqualTo(recording.freeBlockOrder());
    assertThat(result.engine().freeBlocks()).isEqualTo(recording.freeBlocks());
    assertThat(found.stream().mapToInt(row -> row.preempted().size()).sum())
        .isEqualTo(recording.preemptions());
  }
}
