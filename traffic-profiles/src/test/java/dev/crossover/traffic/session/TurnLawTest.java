package dev.crossover.traffic.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.crossover.engine.kernel.RandomStream;
import dev.crossover.engine.kernel.RandomStreams;
import dev.crossover.traffic.profile.ProfileYaml;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TurnLawTest {
  private static final long SEED = Long.getLong("crossover.fuzz-seed", 20_261_121L);

  /** More than 1, 2, 3 and 4 turns: 0.4, 0.2, 0.05 and 0.0125 of the sessions. */
  @ParameterizedTest
  @CsvSource({
    "0.0001, 1",
    "0.599, 1",
    "0.601, 2",
    "0.799, 2",
    "0.801, 3",
    "0.949, 3",
    "0.951, 4",
    "0.987, 4",
    "0.988, 5"
  })
  void chancesOfAnotherTurnMultiply(double uniform, int turns) {
    assertThat(law("continue_probability: [0.4, 0.5, 0.25]").turns(uniform)).isEqualTo(turns);
  }

  @Test
  void aChanceOfZeroEndsAllSessions() {
    TurnLaw law = law("continue_probability: [0.5, 0]");
    assertThat(law.turns(0.49)).isEqualTo(1);
    assertThat(law.turns(1 - 1e-16)).isEqualTo(2);
    assertThat(law.mean()).isEqualTo(1.5);
    assertThat(law("continue_probability: [0]").turns(1 - 1e-16)).isEqualTo(1);
    assertThat(TurnLaw.ONE.turns(1 - 1e-16)).isEqualTo(1);
    assertThat(TurnLaw.ONE.mean()).isEqualTo(1);
  }

  @Test
  void aCertainTurnComesAlways() {
    TurnLaw law = law("continue_probability: [1, 1, 0]");
    assertThat(law.turns(1e-16)).isEqualTo(3);
    assertThat(law.turns(1 - 1e-16)).isEqualTo(3);
    assertThat(law.mean()).isEqualTo(3);
  }

  /** Against the definition in plain words: one chance after the other. */
  @Test
  void inversionSaysWhatOneChanceAfterTheOtherSays() {
    for (int round = 0; round < 200; round++) {
      RandomStream draws = new RandomStreams(SEED, round).stream("turn law");
      List<Double> chances = new ArrayList<>();
      int size = 1 + (int) (draws.uniform(0) * 6);
      for (int k = 0; k < size; k++) {
        chances.add(Math.round(draws.uniform(k + 1) * 95) / 100.0);
      }
      TurnLaw law = law("continue_probability: " + chances);
      for (int i = 0; i < 100; i++) {
        double uniform = draws.uniform(100 + i);
        assertThat(law.turns(uniform))
            .as("seed " + SEED + ", " + chances + " at " + uniform)
            .isEqualTo(turns(chances, 1 - uniform));
      }
    }
  }

  /** The mean of evenly spread draws, those of sessions cut at the longest included. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "continue_probability: [0.42, 0.62, 0.69, 0.69, 0.74]",
        "continue_probability: [0.9]",
        "continue_probability: [0.5, 0.999]",
        "continue_probability: [0.99999]",
        "turns: {distribution: geometric, mean: 3}"
      })
  void theMeanIsThatOfTheDraws(String keys) {
    TurnLaw law = law(keys);
    int draws = 200_000;
    double sum = 0;
    int last = 1;
    for (int i = 0; i < draws; i++) {
      int turns = law.turns((i + 0.5) / draws);
      assertThat(turns >= last && turns <= RequestIds.MOST_TURNS).isTrue();
      last = turns;
      sum += turns;
    }
    assertThat(law.mean()).isCloseTo(sum / draws, withinPercentage(0.1));
  }

  private static int turns(List<Double> chances, double above) {
    int turns = 1;
    double still = chances.get(0);
    while (above <= still) {
      turns++;
      still *= chances.get(Math.min(turns, chances.size()) - 1);
    }
    return turns;
  }

  private static TurnLaw law(String keys) {
    return TurnLaw.of(
        ProfileYaml.bind("rate: 1/s\nprompt: 1\noutput: 1\nsession: {think_time: 0s, " + keys + "}")
            .session(),
        Path.of(""));
  }
}
