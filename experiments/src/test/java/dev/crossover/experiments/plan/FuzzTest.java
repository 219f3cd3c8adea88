package dev.crossover.experiments.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.crossover.experiments.spec.ExperimentFile;
import dev.crossover.experiments.spec.Library;
import dev.crossover.experiments.spec.TestLibrary;
import dev.crossover.experiments.spec.UserInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a file holds, it is understood or refused as the user's mistake, never otherwise. */
final class FuzzTest {
  private static final Path GOOD = Path.of("src/test/resources/good/everything.yaml");
  private static final String[] PIECES = {
    ": ",
    "- ",
    "\n",
    "\n  ",
    "{",
    "}",
    "[",
    "]",
    ",",
    "\"",
    "'",
    "&a ",
    "*a",
    "<<: ",
    "!!int ",
    "|",
    ">-",
    "#",
    "\t",
    "0",
    "-1",
    "1e99",
    "1e999999999",
    ".nan",
    "~",
    "null",
    "true",
    "010",
    "1_0",
    "99999999999999999999",
    "0.0000000000000000001",
    "s",
    "%",
    "name",
    "strategies",
    "\uFEFF",
    "é",
    "\uD83D\uDE00",
    "?",
    "? ",
    "---\n",
    "...\n",
    "%YAML 1.1\n",
    "vllm: ",
    "p99.9",
    "10M/month"
  };

  @TempDir Path folder;
  private final Library library = TestLibrary.library();

  @Test
  void mutationsOfAGoodFileAreUnderstoodOrRefused() throws IOException {
    Tally tally = fuzz(20260105, 600);

    assertThat(tally.refused).as("refused").isGreaterThan(300);
    assertThat(tally.understood).as("understood").isGreaterThan(10);
  }

  @Test
  @Tag("long")
  void manyMutationsOfAGoodFileAreUnderstoodOrRefused() throws IOException {
    Tally tally = fuzz(7, 10_000);

    assertThat(tally.refused).as("refused").isGreaterThan(5_000);
    assertThat(tally.understood).as("understood").isGreaterThan(200);
  }

  @Test
  void randomBytesAreRefused() throws IOException {
    Random random = new Random(3);
    for (int i = 0; i < 300; i++) {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      assertThat(isUnderstood(bytes, "seed 3, file " + i)).isFalse();
    }
  }

  private Tally fuzz(long seed, int count) throws IOException {
    byte[] good = Files.readAllBytes(GOOD);
    Random random = new Random(seed);
    Tally tally = new Tally();
    for (int i = 0; i < count; i++) {
      byte[] bytes = mutated(good, random);
      if (isUnderstood(bytes, "seed " + seed + ", file " + i)) {
        tally.understood++;
      } else {
        tally.refused++;
      }
    }
    return tally;
  }

  private static byte[] mutated(byte[] good, Random random) {
    String text = new String(good, StandardCharsets.UTF_8);
    int edits = 1 + random.nextInt(3);
    for (int i = 0; i < edits; i++) {
      int at = random.nextInt(text.length());
      int end = Math.min(text.length(), at + random.nextInt(6));
      String piece = random.nextInt(3) == 0 ? "" : PIECES[random.nextInt(PIECES.length)];
      text = text.substring(0, at) + piece + text.substring(end);
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private boolean isUnderstood(byte[] bytes, String which) throws IOException {
    Path file = folder.resolve("fuzz.yaml");
    Files.write(file, bytes);
    try {
      ExperimentPlan.of(ExperimentFile.read(file, library), List.of());
      return true;
    } catch (UserInputException e) {
      assertThat(e.problems()).isNotEmpty();
      assertThat(e.getMessage()).as(which).startsWith(file + ":");
      return false;
    } catch (RuntimeException | StackOverflowError e) {
      return fail(which + ": " + new String(bytes, StandardCharsets.UTF_8), e);
    }
  }

  private static final class Tally {
    int understood;
    int refused;
  }
}
