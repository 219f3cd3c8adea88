package dev.crossover.engine.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The engines against recorded runs of the real vLLM V1 scheduler, step by step. */
class ConformanceTest {
  private static final Path SHARED = Path.of("..", "..", "shared", "conformance", "vllm");

  @ParameterizedTest
  @EnumSource(EngineKind.class)
  void everyCaseIsScheduledStepForStepAsByVllm(EngineKind kind) throws Exception {
    List<ConformanceCase> cases = ConformanceCase.below(packaged());
    assertThat(cases).hasSize(27);
    cases.forEach(conformance -> check(conformance, kind));
    assertThat(cases.stream().mapToInt(ConformanceCase::preemptions).sum()).isGreaterThan(300);
  }

  @Test
  void everyApplicableSharedCaseIsScheduledStepForStepAsByVllm() throws IOException {
    boolean present = Files.isDirectory(SHARED);
    if (System.getenv("CI") != null) {
      assertThat(present).as("%s is needed here", SHARED).isTrue();
    }
    assumeTrue(present, "no recorded runs at " + SHARED);
    List<ConformanceCase> cases = ConformanceCase.below(SHARED);
    assertThat(cases).hasSizeGreaterThanOrEqualTo(27);
    cases.forEach(conformance -> check(conformance, EngineKind.REFERENCE));
    cases.forEach(conformance -> check(conformance, EngineKind.STEPPING));
  }

  private static Path packaged() throws URISyntaxException {
    return Path.of(ConformanceTest.class.getResource("/conformance").toURI());
  }

  private static void check(ConformanceCase conformance, EngineKind kind) {
    List<StepLog.Row> steps = conformance.steps();
    List<StepLog.Row> found =
        StepwiseRun.run(kind, conformance.args(), conformance.requests(), steps.size() + 1);
    assertThat(found).isNotEmpty().hasSizeLessThanOrEqualTo(steps.size());
    for (int i = 0; i < steps.size(); i++) {
      // A stalled engine goes idle where vLLM calls schedule() again and again, to no effect.
      StepLog.Row row = i < found.size() ? found.get(i) : again(found.get(found.size() - 1), i);
      assertThat(row).as("%s, %s, step %d", conformance, kind, i).isEqualTo(steps.get(i));
    }
  }

  private static StepLog.Row again(StepLog.Row last, int k) {
    assertThat(last.scheduled()).as("an engine that still has work stopped before %d", k).isEmpty();
    return new StepLog.Row(
        k,
        last.scheduled(),
        last.running(),
        last.waiting(),
        last.free(),
        last.preempted(),
        last.admitted(),
        last.finished());
  }
}
