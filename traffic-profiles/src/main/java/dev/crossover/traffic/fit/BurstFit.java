package dev.crossover.traffic.fit;

import dev.crossover.traffic.arrival.ModulationKind;
import dev.crossover.traffic.fit.DispersionLaw.Wave;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.util.FastMath;

/**
 * Finds gaps and factors on the rate whose traffic is as uneven as a recording, window by window. A
 * law is fitted to the recording's curve by its formula; then traffic of it is generated and the
 * curve that the formula is fitted to is corrected by how far the generated traffic is off. That
 * takes in what the formula leaves out: a season, sessions, the law of the factor, the normalised
 * volume.
 */
final class BurstFit {
  private static final int CORRECTIONS = 5;
  private static final int MOST_WAVES = 2;

  /** No further wave is tried where generated traffic is within this of the recording. */
  private static final double GOOD_SCORE = 0.05;

  /** No better one is looked for below. */
  private static final double VERY_GOOD_SCORE = 0.02;

  /** What a further wave must gain. */
  private static final double WAVE_COST = 0.02;

  /** Below, on/off and a lognormal factor look alike, and the latter is easier to believe. */
  private static final double LEAST_ON_OFF_CV = 0.5;

  private static final double OTHERS_WEIGHT = 0.05;

  private final ArrivalCurve recorded;
  private final List<Double> season;
  private final DispersionFit formula;
  private final Function<Bursts, ArrivalCurve> generate;

  /**
   * @param recorded the recording
   * @param season by window, what the season alone adds to the index of dispersion
   * @param generate the mean curve of traffic with given bursts
   */
  BurstFit(
      ArrivalCurve recorded,
      List<Double> season,
      DispersionFit formula,
      Function<Bursts, ArrivalCurve> generate) {
    this.recorded = recorded;
    this.season = List.copyOf(season);
    this.formula = formula;
    this.generate = generate;
  }

  private record Scored(Bursts bursts, double score) {}

  /** The best bursts found, the simpler ones where they do. */
  Bursts fit() {
    Scored best = corrected(List.of());
    for (int waves = 1; waves <= MOST_WAVES && best.score > GOOD_SCORE; waves++) {
      for (List<ModulationKind> kinds : kinds(waves, best)) {
        Scored found = corrected(kinds);
        if (found.score + WAVE_COST < best.score) {
          best = found;
        }
      }
    }
    return best.bursts;
  }

  /**
   * A first wave is lognormal, or on/off where it is strong; a second one is lognormal and joins
   * what was best alone.
   */
  private List<List<ModulationKind>> kinds(int waves, Scored best) {
    List<ModulationKind> lognormal = Collections.nCopies(waves, ModulationKind.LOGNORMAL);
    List<ModulationKind> onOff = new ArrayList<>(lognormal);
    onOff.set(0, ModulationKind.ON_OFF);
    if (waves == 1) {
      Wave wave = formula.fit(wanted(), 1).law().waves().get(0);
      return wave.cv() < LEAST_ON_OFF_CV ? List.of(lognormal) : List.of(lognormal, onOff);
    }
    boolean silent =
        best.bursts.modulation().stream().anyMatch(one -> one.kind() == ModulationKind.ON_OFF);
    return List.of(silent ? onOff : lognormal);
  }

  private Scored corrected(List<ModulationKind> kinds) {
    List<Double> curve = wanted();
    Scored best = null;
    for (int i = 0; i < CORRECTIONS && (best == null || best.score > VERY_GOOD_SCORE); i++) {
      DispersionLaw law = ordered(formula.fit(curve, kinds.size()).law(), kinds);
      Bursts bursts = Bursts.of(law, kinds);
      ArrivalCurve generated = generate.apply(bursts);
      double score = score(generated);
      if (best == null || score < best.score) {
        best = new Scored(bursts, score);
      }
      curve = corrected(law, generated);
    }
    return Objects.requireNonNull(best, "there is at least one correction");
  }

  /** The strongest wave first where that one is on/off; searches find them in any order. */
  private static DispersionLaw ordered(DispersionLaw law, List<ModulationKind> kinds) {
    int onOff = kinds.indexOf(ModulationKind.ON_OFF);
    if (onOff < 0) {
      return law;
    }
    List<Wave> waves = new ArrayList<>(law.waves());
    Wave strongest = waves.get(0);
    for (Wave wave : waves) {
      strongest = wave.cv() > strongest.cv() ? wave : strongest;
    }
    waves.remove(strongest);
    waves.add(onOff, strongest);
    return new DispersionLaw(law.local(), waves);
  }

  /** The recording's curve without its season, as the formula knows none. */
  private List<Double> wanted() {
    return curve(window -> without(recorded, window));
  }

  /** The curve whose law by the formula would generate the recording's, as far as one can tell. */
  private List<Double> corrected(DispersionLaw law, ArrivalCurve generated) {
    return curve(
        window -> {
          double width = formula.widths().get(window);
          double told = law.measured(formula.perSecond(), width, formula.span());
          return without(recorded, window) * Math.max(told, 1e-3) / without(generated, window);
        });
  }

  private List<Double> curve(IntToDoubleFunction figure) {
    return IntStream.range(0, season.size()).mapToObj(figure::applyAsDouble).toList();
  }

  private double without(ArrivalCurve curve, int window) {
    double idc = curve.idc().get(window);
    return Math.max(idc - season.get(window), 0.1 * recorded.idc().get(window));
  }

  /** Misfit of the curve, and a little of what it cannot tell: the gaps and the busiest minute. */
  private double score(ArrivalCurve generated) {
    double squares = 0;
    double total = 0;
    for (int window = 0; window < season.size(); window++) {
      double misfit = misfit(generated.idc().get(window), recorded.idc().get(window));
      squares += formula.weights().get(window) * misfit * misfit;
      total += formula.weights().get(window);
    }
    double others =
        Math.abs(misfit(generated.gapCv(), recorded.gapCv()))
            + Math.abs(misfit(generated.peakMinute(), recorded.peakMinute()));
    return Math.sqrt(squares / total) + OTHERS_WEIGHT * others;
  }

  private static double misfit(double generated, double wanted) {
    return FastMath.log(Math.max(generated, 1e-6) / Math.max(wanted, 1e-6));
  }
}
