package dev.crossover.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class MainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void theVersionIsTheOneInThePom() throws IOException {
    Matcher version =
        Pattern.compile("<version>([^<]+)</version>").matcher(Files.readString(Path.of("pom.xml")));
    assertThat(version.find()).isTrue();

    assertThat(run("--version")).isZero();
    assertThat(out.toString().strip()).isEqualTo("crossover " + version.group(1));
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void helpGoesToStandardOutputAndListsEveryExitCode() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).startsWith("Usage: crossover").contains("Exit codes:");
    for (ExitCode code : ExitCode.values()) {
      assertThat(out.toString()).containsPattern("(?m)^ *" + code.number() + "  ");
    }
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void anUnknownCommandIsTheUsersMistakeAndTheNearestOneIsNamed() {
    assertThat(run("helpp")).isEqualTo(2);
    assertThat(err.toString())
        .contains("'helpp'", "Did you mean: crossover help", "Try 'crossover --help'");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void noCommandAtAllIsTheUsersMistake() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString().lines())
        .containsExactly("crossover: Missing required subcommand", "Try 'crossover --help'.");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aWrongOptionOfASubcommandPointsToThatCommandsHelp() {
    assertThat(runFailing(new IllegalStateException(), "--frobnicate")).isEqualTo(2);
    assertThat(err.toString())
        .contains("'--frobnicate'")
        .endsWith("Try 'crossover failing --help'." + System.lineSeparator());
  }

  @Test
  void aMissingFileIsTheUsersMistakeInOneLine() {
    assertThat(runFailing(new NoSuchFileException("chat.yaml"))).isEqualTo(2);
    assertThat(err.toString().strip())
        .isEqualTo("crossover: chat.yaml: there is no such file or folder");
  }

  @Test
  void aFullDiskIsToldInOneLineEvenWhenTheExceptionIsWrapped() {
    FileSystemException full =
        new FileSystemException("out/results.json", null, "No space left on device");
    assertThat(runFailing(new UncheckedIOException(full))).isEqualTo(2);
    assertThat(err.toString().strip())
        .isEqualTo("crossover: out/results.json: No space left on device");
  }

  @Test
  void anExceptionOfOursIsShownInFullAndExitsThree() {
    assertThat(runFailing(new IllegalArgumentException("17 blocks of 16"))).isEqualTo(3);
    assertThat(err.toString())
        .contains("17 blocks of 16", "a fault of Crossover", "at dev.crossover.");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void anExhaustedHeapExitsThreeAndNamesTheOptionThatHelps() {
    PrintWriter errors = new PrintWriter(err, true);
    assertThat(Faults.report(new OutOfMemoryError("Java heap space"), errors)).isEqualTo(3);
    assertThat(err.toString()).contains("MiB", "CROSSOVER_JAVA_OPTS=-Xmx");
  }

  private int run(String... args) {
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }

  private int runFailing(Exception exception, String... args) {
    CommandLine commandLine =
        Main.commandLine(new PrintWriter(out, true), new PrintWriter(err, true));
    commandLine.addSubcommand(new CommandLine(new Failing(exception)));
    // A subcommand that comes later takes these from its parent only when they are set again.
    commandLine
        .setParameterExceptionHandler(commandLine.getParameterExceptionHandler())
        .setExecutionExceptionHandler(commandLine.getExecutionExceptionHandler())
        .setErr(commandLine.getErr());
    String[] all = new String[args.length + 1];
    all[0] = "failing";
    System.arraycopy(args, 0, all, 1, args.length);
    return commandLine.execute(all);
  }

  @Command(name = "failing")
  private static final class Failing implements Callable<Integer> {
    private final Exception exception;

    Failing(Exception exception) {
      this.exception = exception;
    }

    @Override
    public Integer call() throws Exception {
      throw exception;
    }
  }
}
