package dev.crossover.experiments.run;

import dev.crossover.experiments.plan.ExperimentPlan;
import dev.crossover.experiments.spec.Library;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Experiments of a few seconds of traffic, written to a folder for a test. */
public final class SmallExperiment {
  private SmallExperiment() {}

  /** Twenty minutes of traffic on all three kinds of strategy, with more keys appended. */
  public static String yaml(String more) {
    return """
        name: small
        horizon: 20m
        drain: 5m
        replications: 2
        traffic: {rate: 1200/h, prompt: 200, output: 50}
        strategies:
          - name: api
            hosted: {model: openai/gpt-4o-mini}
          - name: fleet
            vllm:
              model: llama-3.1-8b
              instance: aws/g5.xlarge
              replicas: 1
              engine: {max_model_len: 4096, max_num_seqs: 8}
          - name: both
            hybrid:
              primary: fleet
              fallback: api
              route: [{when: queue_depth >= 1, to: fallback}]
        """
        + more;
  }

  /** The shipped catalogue, as the checkout's folders have it. */
  public static Crossover crossover() {
    return Crossover.of(Library.of(Path.of("..").toAbsolutePath().normalize(), List.of()));
  }

  public static ExperimentPlan load(Path folder, String yaml, String... settings) {
    return crossover().load(write(folder, yaml), List.of(settings));
  }

  public static Path write(Path folder, String yaml) {
    try {
      return Files.writeString(folder.resolve("small.yaml"), yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
