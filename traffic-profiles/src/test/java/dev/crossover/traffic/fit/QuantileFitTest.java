package dev.crossover.traffic.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.crossover.engine.kernel.RandomStream;
import dev.crossover.engine.kernel.RandomStreams;
import dev.crossover.traffic.analysis.LengthSketch;
import dev.crossover.traffic.length.LengthDistribution;
import dev.crossover.traffic.length.LengthSpec;
import java.nio.file.Path;
import java.util.Map;
import org.apache.commons.math3.util.FastMath;
import org.junit.jupiter.api.Test;

class QuantileFitTest {
  @Test
  void aSmoothLawComesBack() {
    RandomStream draws = new RandomStreams(1, 0).stream("lengths");
    LengthSketch sketch = new LengthSketch();
    for (int i = 0; i < 20_000; i++) {
      sketch.add((int) (900 * FastMath.exp(1.3 * draws.normal(i))) + 1);
    }
    comesBack(sketch, 0.01, 0.015);
  }

  /** Half of all lengths are one of three, and a cap holds a tenth. */
  @Test
  void spikesAndCapsComeBack() {
    RandomStream draws = new RandomStreams(2, 0).stream("lengths");
    LengthSketch sketch = new LengthSketch();
    for (int i = 0; i < 20_000; i++) {
      int drawn = Math.min((int) (600 * FastMath.exp(1.2 * draws.normal(i))) + 1, 4096);
      sketch.add(i % 2 == 0 ? drawn : new int[] {7, 404, 1023}[i % 3]);
    }
    comesBack(sketch, 0.01, 0.015);
  }

  @Test
  void aFewSmallNumbersComeBackExactly() {
    LengthSketch sketch = new LengthSketch();
    sketch.add(1, 600);
    sketch.add(2, 300);
    sketch.add(50, 100);
    LengthSketch drawn = drawn(QuantileFit.of(sketch));
    assertThat(drawn.shareUpTo(1)).isCloseTo(0.6, within(0.002));
    assertThat(drawn.shareUpTo(2)).isCloseTo(0.9, within(0.002));
    assertThat(drawn.shareUpTo(49)).isCloseTo(0.9, within(0.002));
    assertThat(drawn.quantile(1)).isEqualTo(50);
  }

  @Test
  void oneLengthIsATableToo() {
    LengthSketch sketch = new LengthSketch();
    sketch.add(512, 1000);
    assertThat(drawn(QuantileFit.of(sketch)).shareUpTo(511)).isZero();
    assertThat(drawn(QuantileFit.of(sketch)).mean()).isEqualTo(512);
  }

  private static void comesBack(LengthSketch sketch, double distance, double mean) {
    Map<String, Double> table = QuantileFit.of(sketch);
    assertThat(table).hasSizeLessThanOrEqualTo(30).containsKeys("p0", "p100");
    LengthSketch drawn = drawn(table);
    assertThat(drawn.distance(sketch)).isLessThan(distance);
    assertThat(drawn.mean() / sketch.mean()).isCloseTo(1, within(mean));
  }

  /** Evenly spread over the probabilities. */
  private static LengthSketch drawn(Map<String, Double> table) {
    LengthSpec spec =
        new LengthSpec(
            null, null, null, null, null, null, null, null, null, table, null, null, null, null);
    LengthDistribution law = LengthDistribution.of(spec, LengthDistribution.UNLIMITED, Path.of(""));
    LengthSketch drawn = new LengthSketch();
    for (int i = 0; i < 100_000; i++) {
      drawn.add(law.tokens((i + 0.5) / 100_000));
    }
    return drawn;
  }
}
