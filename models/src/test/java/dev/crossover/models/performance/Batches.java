package dev.crossover.models.performance;

import static dev.crossover.models.catalog.ShippedCatalog.CATALOG;

import dev.crossover.engine.serving.BatchShape;
import dev.crossover.models.catalog.GpuSpec;
import dev.crossover.models.catalog.LlmSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Random batches, small and large, and every deployment of the catalogue to time them on. */
final class Batches {
  /** The GPU alone. */
  static final EngineOverhead NO_OVERHEAD = new EngineOverhead(false, 0, 0, 0, 0);

  /** A model on a GPU. */
  record Deployment(LlmSpec llm, GpuSpec gpu, int tp) {
    DenseStepTime stepTime() {
      return new DenseStepTime(llm, gpu, tp, GraphSettings.of(256, 8192), NO_OVERHEAD);
    }

    @Override
    public String toString() {
      return llm.id() + " on " + tp + " " + gpu.id();
    }
  }

  private Batches() {}

  static List<Deployment> deployments() {
    List<Deployment> all = new ArrayList<>();
    for (GpuSpec gpu : CATALOG.gpus()) {
      for (LlmSpec llm : CATALOG.llms()) {
        for (int tp : new int[] {1, 2, 4, 8}) {
          all.add(new Deployment(llm, gpu, tp));
        }
      }
    }
    return all;
  }

  static BatchShape random(SplittableRandom random) {
    BatchShape batch = new BatchShape();
    int decodes = random.nextBoolean() ? size(random, 256) : 0;
    int prefills = decodes == 0 || random.nextBoolean() ? 1 + random.nextInt(3) : 0;
    for (int i = 0; i < decodes; i++) {
      batch.addDecode(size(random, 100_000), random.nextInt(4) * random.nextInt(3));
    }
    for (int i = 0; i < prefills; i++) {
      int prior = random.nextBoolean() ? size(random, 100_000) : 0;
      batch.addPrefill(prior, size(random, 2500), random.nextBoolean());
    }
    return batch;
  }

  /** From 1 to {@code most}, small and large values alike likely. */
  static int size(SplittableRandom random, int most) {
    int bits = 32 - Integer.numberOfLeadingZeros(most);
    return 1 + random.nextInt(Math.min(most, 1 << (1 + random.nextInt(bits - 1))));
  }

  static BatchShape copy(BatchShape batch) {
    BatchShape copy = new BatchShape();
    copy.decodes = batch.decodes;
    copy.decodeTokens = batch.decodeTokens;
    copy.decodeContextTokens = batch.decodeContextTokens;
    copy.prefills = batch.prefills;
    copy.prefillTokens = batch.prefillTokens;
    copy.prefillPairsTwice = batch.prefillPairsTwice;
    copy.prefillContextTokens = batch.prefillContextTokens;
    copy.sampled = batch.sampled;
    return copy;
  }
}
