package dev.crossover.models.catalog;

import static dev.crossover.models.catalog.ShippedCatalog.CATALOG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AllReduceTest {
  /** H100, two GPUs: 4.272 us + x / 261.969 GB/s up to 4 MiB, then 23.331 us + x / 309.47 GB/s. */
  @Test
  void eachRegimeIsAStraightLine() {
    AllReduce row = CATALOG.gpu("h100-sxm").allReduce(2);
    assertThat(row.seconds(1e6)).isCloseTo(4.272e-6 + 1e6 / 261.969e9, within(1e-15));
    assertThat(row.seconds(1e7)).isCloseTo(23.331e-6 + 1e7 / 309.47e9, within(1e-15));
  }

  /** The lines of the L40S over two GPUs step down by 2.1 us at 64 KiB; the time does not. */
  @Test
  void aBiggerTensorNeverTakesLess() {
    for (GpuSpec gpu : CATALOG.gpus()) {
      for (AllReduce row : gpu.allReduce()) {
        double last = 0;
        for (double bytes = 1; bytes < 1e9; bytes *= 1.01) {
          double seconds = row.seconds(bytes);
          assertThat(seconds).as("%s %s at %s", gpu.id(), row, bytes).isGreaterThanOrEqualTo(last);
          last = seconds;
        }
      }
    }
    AllReduce l40s = CATALOG.gpu("l40s").allReduce(2);
    assertThat(l40s.seconds(65_537)).isEqualTo(l40s.seconds(65_536));
  }
}
