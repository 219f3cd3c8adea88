package dev.crossover.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossover.engine.units.TimeSpan;
import org.junit.jupiter.api.Test;

class SpokenTest {
  @Test
  void oneIsSingularAndAllElsePlural() {
    assertThat(Spoken.count(1, "replica")).isEqualTo("1 replica");
    assertThat(Spoken.count(0, "rule")).isEqualTo("0 rules");
    assertThat(Spoken.count(1_200, "strategy")).isEqualTo("1,200 strategies");
  }

  @Test
  void aSpanOfATraceIsNotToldInNanoseconds() {
    assertThat(Spoken.span(new TimeSpan(1_199_497_582_001L))).isEqualTo("1199.498s");
    assertThat(Spoken.span(TimeSpan.valueOf("20m"))).isEqualTo("20m");
    assertThat(Spoken.span(TimeSpan.valueOf("250us"))).isEqualTo("250us");
  }
}
