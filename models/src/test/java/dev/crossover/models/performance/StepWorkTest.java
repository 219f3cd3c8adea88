package dev.crossover.models.performance;

import static dev.crossover.models.catalog.ShippedCatalog.CATALOG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crossover.engine.serving.BatchShape;
import dev.crossover.engine.serving.EngineUsage;
import org.junit.jupiter.api.Test;

/** Llama 3.1 8B: 6,979,321,856 parameters in layers, 525,336,576 in lm_head, 131,072 B of KV. */
class StepWorkTest {
  private final StepWork work =
      new StepWork(CATALOG.llm("llama-3.1-8b"), CATALOG.gpu("h100-sxm"), 1);

  @Test
  void oneDecodeIsWorkedByHand() {
    BatchShape batch = new BatchShape();
    batch.addDecode(1000);
    double attention = 4.0 * 32 * 4096 * 1000;
    assertThat(work.flops(batch)).isEqualTo(2.0 * 6_979_321_856L + 2.0 * 525_336_576L + attention);
    assertThat(work.bytes(batch)).isEqualTo(2.0 * 7_504_658_432L + 131_072_000L);
    assertThat(work.floorPicos(batch)).isEqualTo(1e12 * (15_140_388_864.0 / 3350e9));
  }

  /** A chunk of 100 over 50 earlier tokens: 100 x 50 pairs and half of 100 x 100. */
  @Test
  void oneChunkIsWorkedByHand() {
    BatchShape batch = new BatchShape();
    batch.addPrefill(50, 100, false);
    assertThat(work.flops(batch)).isEqualTo(200.0 * 6_979_321_856L + 4.0 * 32 * 4096 * 10_000);
    assertThat(work.bytes(batch)).isEqualTo(2.0 * 6_979_321_856L + 150 * 131_072L);
  }

  @Test
  void totalsAreTheSumOfTheSteps() {
    BatchShape first = new BatchShape();
    first.addDecode(1000);
    first.addPrefill(50, 100, true);
    BatchShape second = new BatchShape();
    second.addDecode(1001);
    EngineUsage usage = new EngineUsage();
    for (BatchShape step : new BatchShape[] {first, second}) {
      usage.steps++;
      usage.tokens += step.tokens();
      usage.sampled += step.sampled;
      usage.decodeContextTokens += step.decodeContextTokens;
      usage.prefillPairsTwice += step.prefillPairsTwice;
      usage.prefillContextTokens += step.prefillContextTokens;
    }
    assertThat(work.flops(usage)).isEqualTo(work.flops(first) + work.flops(second));
    assertThat(work.bytes(usage)).isEqualTo(work.bytes(first) + work.bytes(second));
  }

  @Test
  void eachOfTwoGpusDoesHalfTheWork() {
    BatchShape batch = new BatchShape();
    batch.addDecode(1000);
    StepWork half = new StepWork(CATALOG.llm("llama-3.1-8b"), CATALOG.gpu("h100-sxm"), 2);
    assertThat(half.flops(batch) * 2).isEqualTo(work.flops(batch));
    assertThat(half.bytes(batch) * 2).isEqualTo(work.bytes(batch));
  }
}
