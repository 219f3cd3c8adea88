package dev.crossover.experiments.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** Starts the command line; the only place that ends the process. */
public final class Main {
  private Main() {}

  /** Runs the command that {@code args} name and exits with its {@link ExitCode}. */
  public static void main(String[] args) {
    PrintWriter out = utf8(FileDescriptor.out);
    PrintWriter err = utf8(FileDescriptor.err);
    int exitCode = run(out, err, args);
    out.flush();
    err.flush();
    System.exit(exitCode);
  }

  static int run(PrintWriter out, PrintWriter err, String... args) {
    try {
      return commandLine(out, err).execute(args);
    } catch (Throwable fault) {
      // Errors, heap exhaustion first of all: left to the JVM they would exit 1, a missed verdict.
      return Faults.report(fault, err);
    }
  }

  static CommandLine commandLine(PrintWriter out, PrintWriter err) {
    Faults faults = new Faults();
    CommandLine commandLine =
        new CommandLine(new CrossoverCommand())
            .setOut(out)
            .setErr(err)
            .setParameterExceptionHandler(faults)
            .setExecutionExceptionHandler(faults);
    commandLine.getCommandSpec().usageMessage().exitCodeList(ExitCode.meanings());
    return commandLine;
  }

  /** Results are the same bytes everywhere, so the platform's own encoding plays no part. */
  private static PrintWriter utf8(FileDescriptor descriptor) {
    return new PrintWriter(
        new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8), true);
  }
}
