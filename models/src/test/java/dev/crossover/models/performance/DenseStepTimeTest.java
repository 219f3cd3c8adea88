package dev.crossover.models.performance;

import static dev.crossover.models.catalog.ShippedCatalog.CATALOG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import dev.crossover.engine.serving.BatchShape;
import dev.crossover.engine.serving.Line;
import dev.crossover.models.performance.Batches.Deployment;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DenseStepTimeTest {
  private static final long SEED = 7;
  private static final GraphSettings GRAPHS = GraphSettings.of(256, 8192);
  private static final EngineOverhead ASYNC = EngineOverhead.asynchronous(Sampling.TOP_P);

  @Test
  void decodeStepsLieOnTheirLineToTheBit() {
    SplittableRandom random = new SplittableRandom(SEED);
    DenseStepTime time = h100(EngineOverhead.SYNCHRONOUS);
    Line line = new Line();
    for (int i = 0; i < 2000; i++) {
      BatchShape batch = new BatchShape();
      int decodes = Batches.size(random, 300);
      for (int j = 0; j < decodes; j++) {
        batch.addDecode(Batches.size(random, 131_072));
      }
      time.decodeLine(batch, line);
      assertThat(time.stepPicos(batch))
          .as("seed %s, case %s", SEED, i)
          .isEqualTo(line.basePicos + line.slopePicos * batch.decodeContextTokens);
    }
  }

  /** On both sides of where the GPU begins to take longer than the engine's process. */
  @Test
  void asynchronousDecodeStepsLieOnTheLineOfTheirRegimeToTheBit() {
    SplittableRandom random = new SplittableRandom(SEED);
    DenseStepTime time = h100(ASYNC);
    Line line = new Line();
    int boundByProcess = 0;
    for (int i = 0; i < 2000; i++) {
      BatchShape batch = new BatchShape();
      int decodes = Batches.size(random, 1000);
      for (int j = 0; j < decodes; j++) {
        batch.addDecode(Batches.size(random, 1000));
      }
      time.decodeLine(batch, line);
      assertOnLine(time, batch, line, i);
      long last = line.lastContextTokens;
      boundByProcess += last < Long.MAX_VALUE ? 1 : 0;
      if (last < Long.MAX_VALUE) {
        assertThat(last).isGreaterThanOrEqualTo(batch.decodeContextTokens);
        batch.decodeContextTokens = last;
        assertOnLine(time, batch, line, i);
        batch.decodeContextTokens = last + 1;
        assertThat(time.stepPicos(batch)).isGreaterThan(line.basePicos);
        time.decodeLine(batch, line);
        assertThat(line.lastContextTokens).isEqualTo(Long.MAX_VALUE);
        assertOnLine(time, batch, line, i);
      }
    }
    assertThat(boundByProcess).isBetween(100, 1900);
  }

  private static void assertOnLine(DenseStepTime time, BatchShape batch, Line line, int i) {
    assertThat(time.stepPicos(batch))
        .as("seed %s, case %s", SEED, i)
        .isEqualTo(line.basePicos + line.slopePicos * batch.decodeContextTokens);
  }

  /** 0.2 ms and sampling of 2 of 128,256 logits where the GPU is slower; else 0.8 ms + n 50 us. */
  @Test
  void theAsynchronousEngineHidesItsProcessBehindTheGpu() {
    BatchShape batch = new BatchShape();
    batch.addDecode(100);
    batch.addDecode(200);
    long gpu = h100(Batches.NO_OVERHEAD).stepPicos(batch);
    long sampling = (long) Math.ceil(20e6 * 128_256 / 150_000);
    assertThat(h100(ASYNC).stepPicos(batch)).isEqualTo(gpu + 200_000_000L + 2 * sampling);
    EngineOverhead greedy = EngineOverhead.asynchronous(Sampling.GREEDY);
    assertThat(h100(greedy).stepPicos(batch)).isLessThan(h100(ASYNC).stepPicos(batch));

    BatchShape many = new BatchShape();
    for (int i = 0; i < 1000; i++) {
      many.addDecode(10);
    }
    assertThat(h100(ASYNC).stepPicos(many)).isEqualTo(800_000_000L + 1000 * 50_000_000L);
  }

  /** One sequence of a token and 3 drafts: 4 tokens' products and logits, its KV once. */
  @Test
  void draftsAreComputedAndSampledButShareTheirSequencesKv() {
    BatchShape batch = new BatchShape();
    batch.addDecode(1000, 3);
    BatchShape plain = new BatchShape();
    plain.addDecode(1000);
    DenseStepTime time = h100(Batches.NO_OVERHEAD);
    assertThat(time.stepPicos(batch) - time.stepPicos(plain))
        .isEqualTo(
            time.linearPicos(4) + time.headPicos(4) - time.linearPicos(1) - time.headPicos(1));
    assertThat(time.decodeAttentionPicos(batch)).isEqualTo(time.decodeAttentionPicos(plain));
  }

  @Test
  void moreWorkNeverTakesLess() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (Deployment deployment : Batches.deployments()) {
      DenseStepTime time = deployment.stepTime();
      for (int i = 0; i < 12; i++) {
        BatchShape batch = Batches.random(random);
        long picos = time.stepPicos(batch);
        for (BatchShape larger : larger(batch)) {
          assertThat(time.stepPicos(larger))
              .as("seed %s, %s, batch %s", SEED, deployment, i)
              .isGreaterThanOrEqualTo(picos);
        }
      }
    }
  }

  private static List<BatchShape> larger(BatchShape batch) {
    List<BatchShape> larger = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      larger.add(Batches.copy(batch));
    }
    larger.get(0).addDecode(1);
    larger.get(1).decodeContextTokens++;
    larger.get(2).addPrefill(0, 1, false);
    larger.get(3).prefillPairsTwice += 2;
    larger.get(4).prefillContextTokens++;
    larger.get(5).sampled++;
    return larger;
  }

  /** 0.8 ms per step and 50 us per sequence, decodes and prompt chunks alike. */
  @Test
  void theSynchronousEngineAddsItsOverhead() {
    BatchShape batch = new BatchShape();
    batch.addDecode(100);
    batch.addDecode(200);
    batch.addPrefill(0, 64, false);
    long gpu = h100(Batches.NO_OVERHEAD).stepPicos(batch);
    assertThat(h100(EngineOverhead.SYNCHRONOUS).stepPicos(batch) - gpu)
        .isEqualTo(800_000_000L + 3 * 50_000_000L);
  }

  @Test
  void decodesBesideAPrefillAreSlowerWhereTheGpuSaysSo() {
    BatchShape mixed = new BatchShape();
    mixed.addDecode(1000);
    BatchShape alone = Batches.copy(mixed);
    mixed.addPrefill(0, 16, true);
    DenseStepTime a100 = step("a100-sxm-80");
    assertThat(a100.decodeAttentionPicos(mixed) * 2)
        .isCloseTo(a100.decodeAttentionPicos(alone) * 3, within(2L));
    DenseStepTime h100 = step("h100-sxm");
    assertThat(h100.decodeAttentionPicos(mixed)).isEqualTo(h100.decodeAttentionPicos(alone));
  }

  @Test
  void aStepBeyondTheKeptCountsIsComputedAllTheSame() {
    DenseStepTime small =
        new DenseStepTime(
            CATALOG.llm("llama-3.1-8b"),
            CATALOG.gpu("h100-sxm"),
            1,
            GraphSettings.of(8, 64),
            EngineOverhead.SYNCHRONOUS);
    DenseStepTime large = h100(EngineOverhead.SYNCHRONOUS);
    assertThat(small.linearPicos(4000)).isEqualTo(large.linearPicos(4000));
    assertThat(small.headPicos(9)).isEqualTo(large.headPicos(9));
    assertThat(large.linearPicos(0)).isZero();
    assertThat(large.headPicos(0)).isZero();
  }

  @Test
  void stepsAllocateNothing() {
    DenseStepTime time = h100(EngineOverhead.SYNCHRONOUS);
    BatchShape batch = new BatchShape();
    Line line = new Line();
    run(time, batch, line, 20_000);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long id = Thread.currentThread().getId();
    threads.getThreadAllocatedBytes(id);
    long before = threads.getThreadAllocatedBytes(id);
    run(time, batch, line, 100_000);
    assertThat(threads.getThreadAllocatedBytes(id) - before).isLessThan(1_000);
  }

  private static void run(DenseStepTime time, BatchShape batch, Line line, int steps) {
    long sum = 0;
    for (int i = 0; i < steps; i++) {
      batch.clear();
      batch.addDecode(100 + i % 1000);
      batch.addPrefill(i % 4096, 1 + i % 2048, i % 2 == 0);
      sum += time.stepPicos(batch);
      time.decodeLine(batch, line);
    }
    assertThat(sum).isPositive();
  }

  @Test
  void impossibleTensorParallelSizesAreRefused() {
    assertThatThrownBy(
            () ->
                new DenseStepTime(
                    CATALOG.llm("llama-3.1-8b"),
                    CATALOG.gpu("h100-sxm"),
                    3,
                    GraphSettings.of(256, 8192),
                    EngineOverhead.SYNCHRONOUS))
        .hasMessageContaining("tensor_parallel_size (3)");
    assertThatThrownBy(
            () ->
                new DenseStepTime(
                    CATALOG.llm("llama-3.1-8b"),
                    CATALOG.gpu("h100-sxm"),
                    16,
                    GraphSettings.of(256, 8192),
                    EngineOverhead.SYNCHRONOUS))
        .hasMessageContaining("Maybe use one of [2, 4, 8]?");
  }

  private static DenseStepTime step(String gpu) {
    return new DenseStepTime(
        CATALOG.llm("llama-3.1-8b"), CATALOG.gpu(gpu), 1, GRAPHS, Batches.NO_OVERHEAD);
  }

  private static DenseStepTime h100(EngineOverhead overhead) {
    return new DenseStepTime(
        CATALOG.llm("llama-3.1-8b"), CATALOG.gpu("h100-sxm"), 1, GRAPHS, overhead);
  }
}
