package dev.crossover.traffic.fit;

import dev.crossover.traffic.analysis.LengthSketch;
import dev.crossover.traffic.analysis.PairSample;
import dev.crossover.traffic.arrival.ArrivalSpec;
import dev.crossover.traffic.length.LengthDistribution;
import dev.crossover.traffic.length.LengthSpec;
import dev.crossover.traffic.profile.ProfileSpec;
import dev.crossover.traffic.trace.RecordedLengths;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A profile of lengths that were recorded without times: its rate is a placeholder.
 *
 * @param yaml the profile as a file
 * @param promptDistance Kolmogorov-Smirnov distance of its prompt lengths from the recorded ones
 * @param outputDistance the same of the output lengths
 */
public record LengthFit(String yaml, double promptDistance, double outputDistance) {
  private static final int DRAWS = 100_000;
  private static final LengthSketch NOTHING = new LengthSketch();

  /** Fits quantile tables and a rank correlation. */
  public static LengthFit of(RecordedLengths recorded, FitOptions options) {
    LengthSketch prompts = new LengthSketch();
    LengthSketch outputs = new LengthSketch();
    PairSample pairs = new PairSample();
    recorded.forEach(
        (prompt, output) -> {
          prompts.add(prompt);
          outputs.add(output);
          pairs.add(prompt, output);
        });
    FittedTraffic found =
        new FittedTraffic(
            options,
            1,
            null,
            null,
            new Bursts(ArrivalSpec.POISSON, List.of()),
            null,
            prompts,
            outputs,
            pairs.rankCorrelation(),
            new FittedSessions(0, List.of(), NOTHING, NOTHING, NOTHING, NOTHING, 0));
    ProfileSpec spec = found.spec();
    double promptDistance = distance(Objects.requireNonNull(spec.prompt()), prompts);
    double outputDistance = distance(Objects.requireNonNull(spec.output()), outputs);
    List<String> comment =
        List.of(
            String.format(
                Locale.ROOT,
                "Lengths of %,d requests recorded without times: the rate is a placeholder.",
                prompts.count()),
            String.format(
                Locale.ROOT,
                "Kolmogorov-Smirnov distance: prompts %.4f, outputs %.4f.",
                promptDistance,
                outputDistance));
    return new LengthFit(ProfileText.of(spec, comment), promptDistance, outputDistance);
  }

  private static double distance(LengthSpec spec, LengthSketch recorded) {
    LengthDistribution law = LengthDistribution.of(spec, LengthDistribution.UNLIMITED, Path.of(""));
    LengthSketch drawn = new LengthSketch();
    for (int i = 0; i < DRAWS; i++) {
      drawn.add(law.tokens((i + 0.5) / DRAWS));
    }
    return drawn.distance(recorded);
  }
}
