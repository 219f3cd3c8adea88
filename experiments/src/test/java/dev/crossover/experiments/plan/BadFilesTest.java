package dev.crossover.experiments.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.crossover.experiments.spec.ExperimentFile;
import dev.crossover.experiments.spec.Library;
import dev.crossover.experiments.spec.Problem;
import dev.crossover.experiments.spec.TestLibrary;
import dev.crossover.experiments.spec.UserInputException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file of {@code bad/} is refused with exactly the lines of its {@code .expected}. */
final class BadFilesTest {
  private static final Path FOLDER = Path.of("src/test/resources/bad");
  private static Library library;

  @BeforeAll
  static void readTheCatalogueOnce() {
    library = TestLibrary.library();
  }

  static List<String> badFiles() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".yaml"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("badFiles")
  void isRefusedWithTheExpectedLines(String name) throws IOException {
    Path expected = FOLDER.resolve(name.replace(".yaml", ".expected"));

    String told = refusal(FOLDER.resolve(name)).getMessage().replace(FOLDER + "/", "") + "\n";

    assertThat(told).isEqualTo(Files.readString(expected, StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @MethodSource("badFiles")
  void tellsProblemsInTheOrderOfTheirLines(String name) {
    List<Problem> problems = refusal(FOLDER.resolve(name)).problems();

    assertThat(problems)
        .isSortedAccordingTo(
            (a, b) ->
                a.line() == b.line()
                    ? Integer.compare(a.column(), b.column())
                    : Integer.compare(a.line(), b.line()));
    assertThat(problems).allMatch(problem -> problem.line() > 0 && problem.column() > 0);
  }

  @Test
  void thereAreManyBadFiles() throws IOException {
    assertThat(badFiles()).hasSizeGreaterThan(90);
  }

  @Test
  void aMissingFileIsToldWithTheNearestOne(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("chat.yaml"), "name: chat\n");

    UserInputException refusal = refusal(folder.resolve("chta.yaml"));

    assertThat(refusal)
        .hasMessage(
            folder.resolve("chta.yaml")
                + ":1:1: there is no such file. Maybe "
                + folder.resolve("chat.yaml")
                + "?");
  }

  @Test
  void aFolderIsNoFile(@TempDir Path folder) {
    assertThat(refusal(folder)).hasMessage(folder + ":1:1: is a folder. Maybe name a file in it?");
  }

  @Test
  void aFileOfFiftyMegabytesIsRefusedBeforeItIsRead(@TempDir Path folder) throws IOException {
    Path large = folder.resolve("large.yaml");
    try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
      file.setLength(50L << 20);
    }

    assertThat(refusal(large))
        .hasMessage(
            large
                + ":1:1: is too large (50.0 MiB, limit 4 MiB). Maybe it is not the file you mean?");
  }

  @Test
  void aLargeFileThatIsFullOfBracketsIsRefusedQuickly(@TempDir Path folder) throws IOException {
    Path deep = folder.resolve("deep.yaml");
    Files.writeString(deep, "name: " + "[".repeat(4_000_000));

    assertThat(refusal(deep)).hasMessageContaining("is nested more than 64 levels deep");
  }

  private static UserInputException refusal(Path file) {
    UserInputException refusal =
        catchThrowableOfType(
            UserInputException.class,
            () -> ExperimentPlan.of(ExperimentFile.read(file, library), List.of()));
    assertThat(refusal).as("refusal of " + file).isNotNull();
    return refusal;
  }
}
