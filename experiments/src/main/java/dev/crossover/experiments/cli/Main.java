package dev.crossover.experiments.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** Starts the command line; the only place that ends the process. */
public final class Main {
  private static final String INTERRUPTED =
      "crossover: interrupted; what a sweep has finished is kept, the same command goes on from"
          + " there";

  private Main() {}

  /** Runs the command that {@code args} name and exits with its {@link ExitCode}. */
  public static void main(String[] args) {
    PrintWriter out = utf8(FileDescriptor.out);
    PrintWriter err = utf8(FileDescriptor.err);
    Thread farewell = new Thread(() -> err.println(INTERRUPTED));
    Runtime.getRuntime().addShutdownHook(farewell);
    int exitCode = run(out, err, args);
    leave(farewell);
    out.flush();
    err.flush();
    System.exit(exitCode);
  }

  /** What follows is no interruption any more, unless one is under way. */
  private static void leave(Thread farewell) {
    try {
      Runtime.getRuntime().removeShutdownHook(farewell);
    } catch (IllegalStateException e) {
      return; // the signal came first and has had its message
    }
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
