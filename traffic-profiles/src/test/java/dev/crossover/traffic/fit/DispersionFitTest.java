package dev.crossover.traffic.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.crossover.traffic.arrival.ArrivalProcess;
import dev.crossover.traffic.arrival.ModulationKind;
import dev.crossover.traffic.arrival.ModulationSpec;
import dev.crossover.traffic.fit.DispersionLaw.Wave;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DispersionFitTest {
  private static final List<Double> WIDTHS = List.of(1.0, 3.0, 10.0, 30.0, 60.0, 120.0, 300.0);

  /** g(1) = 2/e, so at w = tau the wave adds rate w cv^2 2/e. */
  @Test
  void aWaveAddsWhatItsLawSays() {
    DispersionLaw law = new DispersionLaw(1.5, List.of(new Wave(0.5, 20)));
    assertThat(law.idc(4, 20)).isCloseTo(1.5 + 4 * 20 * 0.25 * 2 / Math.E, within(1e-9));
    assertThat(law.idc(4, 1e-6)).isCloseTo(1.5, within(1e-5));
    assertThat(law.idc(4, 1e9)).isCloseTo(1.5 + 2 * 4 * 0.25 * 20, within(1e-3));
  }

  /** (1 + x)(1 + y) - 1 = x + y + xy. */
  @Test
  void twoWavesAddTheirProductToo() {
    DispersionLaw law = new DispersionLaw(1, List.of(new Wave(0.5, 20), new Wave(2, 20)));
    double expected = 1 + 2 * 4 * (0.25 * 20 + 4 * 20 + 0.25 * 4 * 10);
    assertThat(law.idc(4, 1e9)).isCloseTo(expected, within(1e-3));
  }

  /** What never changes within the stretch is not seen in it. */
  @Test
  void aFiniteStretchHidesItsSlowestWaves() {
    DispersionLaw slow = new DispersionLaw(1, List.of(new Wave(0.5, 1e7)));
    assertThat(slow.idc(4, 60)).isGreaterThan(50);
    assertThat(slow.measured(4, 60, 3600)).isCloseTo(1, within(0.1));
    assertThat(slow.measured(4, 60, 1e12)).isCloseTo(slow.idc(4, 60), within(0.1));
  }

  @Test
  void theLawOfACurveIsFound() {
    DispersionLaw law = new DispersionLaw(1.1, List.of(new Wave(0.22, 200)));
    DispersionLaw found = fit(law, 3.0, 1).law();
    assertThat(found.local()).isCloseTo(1.1, withinPercentage(2));
    assertThat(found.waves().get(0).cv()).isCloseTo(0.22, withinPercentage(3));
    assertThat(found.waves().get(0).seconds()).isCloseTo(200, withinPercentage(5));
  }

  @Test
  void twoWavesFitWhatOneCannot() {
    DispersionLaw law = new DispersionLaw(1, List.of(new Wave(1.5, 2), new Wave(0.4, 300)));
    assertThat(fit(law, 5, 1).misfit()).isGreaterThan(0.05);
    assertThat(fit(law, 5, 2).misfit()).isLessThan(0.01);
  }

  /** Conversation c0, cv, tau as measured: 8.7 s on, 39.7 s off is what 2.14 and 7.1 s mean. */
  @Test
  void onOffHasTheVariationAndTheMemoryOfItsWave() {
    DispersionLaw law = new DispersionLaw(2, List.of(new Wave(2.14, 7.1), new Wave(0.1, 60)));
    Bursts bursts = Bursts.of(law, List.of(ModulationKind.ON_OFF, ModulationKind.LOGNORMAL));
    assertThat(bursts.arrival().process()).isEqualTo(ArrivalProcess.GAMMA);
    assertThat(bursts.arrival().gammaShape()).isEqualTo(0.5);
    ModulationSpec onOff = bursts.modulation().get(0);
    assertThat(onOff.meanOn().seconds()).isCloseTo(8.65, within(0.05));
    assertThat(onOff.meanOff().seconds()).isCloseTo(39.6, within(0.1));
    assertThat(bursts.modulation().get(1).cv()).isEqualTo(0.1);
    DispersionLaw even = new DispersionLaw(1.01, List.of());
    assertThat(Bursts.of(even, List.of()).arrival().process()).isEqualTo(ArrivalProcess.POISSON);
  }

  private static DispersionFit.Fitted fit(DispersionLaw law, double perSecond, int waves) {
    double span = 7200;
    DispersionFit fit =
        new DispersionFit(perSecond, span, WIDTHS, Collections.nCopies(WIDTHS.size(), 1.0));
    return fit.fit(
        WIDTHS.stream()
            .map(width -> law.measured(perSecond, width, span))
            .collect(Collectors.toList()),
        waves);
  }
}
