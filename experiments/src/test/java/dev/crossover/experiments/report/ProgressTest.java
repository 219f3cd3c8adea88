package dev.crossover.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final PrintStream err = new PrintStream(shown, true, StandardCharsets.UTF_8);
  private final AtomicLong clock = new AtomicLong(1_000_000);

  @Test
  void workOfUnderTwoSecondsShowsNoBar() {
    run(true, 1_999_999_999L);
    assertThat(shown.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void longerWorkShowsABarWithItsNameAndEndsItsLine() {
    run(true, 2_000_000_000L);
    assertThat(shown.toString(StandardCharsets.UTF_8))
        .contains("chat-10m", "100%")
        .endsWith(System.lineSeparator());
  }

  @Test
  void whereNoBarIsWantedNoneAppears() {
    run(false, 60_000_000_000L);
    assertThat(shown.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void standardErrorThatIsNoTerminalShowsNoBar() {
    assertThat(System.getProperty(Progress.TERMINAL_PROPERTY)).isNull();
    PrintStream before = System.err;
    System.setErr(err);
    try (Progress progress = Progress.start(true, "chat-10m", 10)) {
      progress.advanceTo(10);
    } finally {
      System.setErr(before);
    }
    assertThat(shown.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  private void run(boolean wanted, long nanos) {
    try (Progress progress = new Progress(err, wanted, "chat-10m", 10, clock::get)) {
      progress.advanceTo(1);
      clock.addAndGet(nanos);
      progress.advanceTo(10);
    }
  }
}
