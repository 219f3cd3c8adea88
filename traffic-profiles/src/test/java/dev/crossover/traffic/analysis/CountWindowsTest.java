package dev.crossover.traffic.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CountWindowsTest {
  /** Counts 2, 0, 4 of mean 2: variance (0 + 4 + 4) / 2. The arrival at 31 lies in no whole one. */
  @Test
  void wholeWindowsCountTheEmptyOnesIncluded() {
    Dispersion counts = counted(10, 35, 0, 9, 20, 21, 22, 29, 31);
    assertThat(counts.windows()).isEqualTo(3);
    assertThat(counts.mean()).isCloseTo(2, within(1e-12));
    assertThat(counts.idc()).isCloseTo(2, within(1e-12));
    assertThat(counts.peak()).isEqualTo(4);
    assertThat(counts.peakNanos()).isEqualTo(20);
    assertThat(counts.peakToMean()).isCloseTo(2, within(1e-12));
    assertThat(counts.peakPerSecond()).isCloseTo(4e8, within(1e-3));
  }

  /** Counts 1, 98 zeros, 1: mean 0.02, variance (2 - 100 x 0.0004) / 99. */
  @Test
  void aLongSilenceIsAsManyWindowsAsItLasts() {
    Dispersion counts = counted(10, 1000, 5, 995);
    assertThat(counts.windows()).isEqualTo(100);
    assertThat(counts.mean()).isCloseTo(0.02, within(1e-12));
    assertThat(counts.idc()).isCloseTo((2 - 100 * 0.0004) / 99 / 0.02, within(1e-12));
  }

  @Test
  void theFirstOfEqualPeaksIsTold() {
    assertThat(counted(10, 40, 11, 12, 31, 32).peakNanos()).isEqualTo(10);
  }

  @Test
  void oneWindowHasNoDispersion() {
    assertThat(counted(10, 10, 1, 2, 3).idc()).isZero();
    assertThat(counted(10, 9, 1, 2, 3).windows()).isZero();
    assertThat(counted(10, 9, 1, 2, 3).peakToMean()).isZero();
  }

  @Test
  void timeDoesNotRunBack() {
    CountWindows windows = new CountWindows(10);
    windows.add(25);
    windows.add(20);
    assertThatThrownBy(() -> windows.add(19)).hasMessageContaining("closed window");
  }

  private static Dispersion counted(long width, long end, long... arrivals) {
    CountWindows windows = new CountWindows(width);
    for (long arrival : arrivals) {
      windows.add(arrival);
    }
    return windows.finish(end);
  }
}
