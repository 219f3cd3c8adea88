package dev.crossover.models.performance;

import static dev.crossover.models.catalog.ShippedCatalog.CATALOG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crossover.engine.serving.BatchShape;
import dev.crossover.models.catalog.GpuSpec;
import dev.crossover.models.catalog.LlmSpec;
import dev.crossover.models.performance.Batches.Deployment;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PhysicsFloorTest {
  private static final long SEED = 20260101;

  @Test
  void noStepIsShorterThanItsFlopsOrBytesAtPeak() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (Deployment deployment : Batches.deployments()) {
      DenseStepTime time = deployment.stepTime();
      StepWork work = new StepWork(deployment.llm(), deployment.gpu(), deployment.tp());
      for (int i = 0; i < 60; i++) {
        BatchShape batch = Batches.random(random);
        assertThat((double) time.stepPicos(batch))
            .as("seed %s, %s, batch %s", SEED, deployment, i)
            .isGreaterThanOrEqualTo(work.floorPicos(batch));
      }
    }
  }

  /** One token over 100,000 earlier ones has few FLOPs, but all their KV must be read. */
  @Test
  void aShortLateChunkPaysForReadingTheKvBeforeIt() {
    LlmSpec llm = CATALOG.llm("llama-3.1-8b");
    GpuSpec gpu = CATALOG.gpu("h100-sxm");
    BatchShape batch = new BatchShape();
    for (int i = 0; i < 8; i++) {
      batch.addPrefill(100_000, 1, false);
    }
    DenseStepTime time =
        new DenseStepTime(llm, gpu, 1, GraphSettings.of(256, 8192), Batches.NO_OVERHEAD);
    double kvReadPicos = 1e12 * 800_008L * 131_072L / 3350e9;
    assertThat((double) time.prefillAttentionPicos(batch)).isGreaterThan(kvReadPicos);
  }

  /** The test above can fail: a GPU of twice the true bandwidth breaks the floor. */
  @Test
  void aModelOfAFasterGpuWouldBeCaught() {
    LlmSpec llm = CATALOG.llm("llama-3.1-8b");
    GpuSpec gpu = CATALOG.gpu("h100-sxm");
    BatchShape batch = new BatchShape();
    batch.addDecode(1000);
    double tooFast = 5.649e9 / 2; // the linear part alone, halved, in picoseconds
    assertThat(tooFast).isLessThan(new StepWork(llm, gpu, 1).floorPicos(batch));
  }
}
