package dev.crossover.models.performance;

import static dev.crossover.models.catalog.ShippedCatalog.CATALOG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.crossover.engine.serving.BatchShape;
import dev.crossover.models.catalog.LlmSpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * Thirty step times of the prototype. On one GPU every part agrees within 0.5 % (constants rounded
 * to three digits). On four, the prototype interpolated measured all-reduce times where the model
 * has two straight lines: its linear part is up to 2.9 % away.
 */
class StepExamplesTest {
  /** Sampling with top-p in the table; here it is part of the engine's overhead per sequence. */
  private static final double SAMPLING_MS_PER_LOGIT = 20e-3 / 150_000;

  @ParameterizedTest
  @CsvFileSource(resources = "/step-examples.csv", useHeadersInDisplayName = true)
  void everyPartOfAStepAgreesWithThePrototype(
      String gpu,
      String model,
      int tp,
      int decodes,
      int decodeContext,
      int prefillChunk,
      int prefillPrior,
      double linearMs,
      double decodeAttentionMs,
      double prefillAttentionMs,
      double headSamplingMs,
      double stepMs) {
    LlmSpec llm = CATALOG.llm(model);
    DenseStepTime time =
        new DenseStepTime(
            llm, CATALOG.gpu(gpu), tp, GraphSettings.of(1024, 8192), Batches.NO_OVERHEAD);
    BatchShape batch = batch(decodes, decodeContext, prefillChunk, prefillPrior);
    double samplingMs = SAMPLING_MS_PER_LOGIT * batch.sampled * llm.vocabSize();

    double tolerance = tp == 1 ? 0.5 : 2.9;
    assertThat(ms(time.linearPicos(batch.tokens())))
        .isCloseTo(linearMs, withinPercentage(tolerance));
    assertThat(ms(time.decodeAttentionPicos(batch)))
        .isCloseTo(decodeAttentionMs, withinPercentage(0.5));
    assertThat(ms(time.prefillAttentionPicos(batch)))
        .isCloseTo(prefillAttentionMs, withinPercentage(0.5));
    assertThat(ms(time.headPicos(batch.sampled)) + samplingMs)
        .isCloseTo(headSamplingMs, withinPercentage(0.6));
    assertThat(ms(time.stepPicos(batch)) + samplingMs)
        .isCloseTo(stepMs, withinPercentage(tolerance));
  }

  private static BatchShape batch(int decodes, int context, int chunk, int prior) {
    BatchShape batch = new BatchShape();
    for (int i = 0; i < decodes; i++) {
      batch.addDecode(context);
    }
    if (chunk > 0) {
      batch.addPrefill(prior, chunk, true);
    }
    return batch;
  }

  private static double ms(long picos) {
    return picos / 1e9;
  }
}
