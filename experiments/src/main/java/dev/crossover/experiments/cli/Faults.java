package dev.crossover.experiments.cli;

import dev.crossover.experiments.report.OutputRefusedException;
import dev.crossover.experiments.report.bench.BenchRecorder.TooManyChunksException;
import dev.crossover.experiments.spec.UserInputException;
import dev.crossover.traffic.trace.BadTraceException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells what went wrong: a user's mistake in a line that helps, a fault of ours in full. */
final class Faults implements IParameterExceptionHandler, IExecutionExceptionHandler {
  private static final String HINT =
      "This is a fault of Crossover, not of your input. Please report it with the command line,"
          + " the experiment file and the lines below.";

  @Override
  public int handleParseException(ParameterException mistake, String[] args) {
    CommandLine command = mistake.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("crossover: " + mistake.getMessage());
    UnmatchedArgumentException.printSuggestions(mistake, err);
    err.println("Try 'crossover" + pathBelowRoot(command) + " --help'.");
    return ExitCode.WRONG_INPUT.number();
  }

  @Override
  public int handleExecutionException(
      Exception exception, CommandLine command, ParseResult parsed) {
    return report(exception, command.getErr());
  }

  /** Writes the diagnosis of {@code thrown} to {@code err} and returns the exit code. */
  static int report(Throwable thrown, PrintWriter err) {
    Throwable cause = thrown instanceof UncheckedIOException ? thrown.getCause() : thrown;
    if (cause instanceof UserInputException
        || cause instanceof OutputRefusedException
        || cause instanceof IllegalOptionException
        || cause instanceof TooManyChunksException
        || cause instanceof BadTraceException) {
      err.println(cause.getMessage());
      return ExitCode.WRONG_INPUT.number();
    }
    if (cause instanceof FileSystemException problem) {
      err.println("crossover: " + describe(problem));
      return ExitCode.WRONG_INPUT.number();
    }
    if (thrown instanceof OutOfMemoryError) {
      err.println("crossover: " + memoryHint());
      return ExitCode.OUR_FAULT.number();
    }
    err.println("crossover: " + thrown);
    err.println(HINT);
    thrown.printStackTrace(err);
    return ExitCode.OUR_FAULT.number();
  }

  /** The JDK's message is often the bare file name; the reason then lies in the type alone. */
  private static String describe(FileSystemException problem) {
    String reason = problem.getReason();
    if (problem instanceof NoSuchFileException) {
      reason = "there is no such file or folder";
    } else if (problem instanceof AccessDeniedException) {
      reason = "access is denied";
    } else if (problem instanceof FileAlreadyExistsException) {
      reason = "a file of this name is in the way";
    }
    return problem.getFile() + ": " + (reason == null ? problem.toString() : reason);
  }

  private static String memoryHint() {
    long limitMib = Runtime.getRuntime().maxMemory() >> 20;
    return "the heap of "
        + limitMib
        + " MiB is full, most likely of requests that wait. Maybe fewer of them,"
        + " or CROSSOVER_JAVA_OPTS=-Xmx8g?";
  }

  private static String pathBelowRoot(CommandLine command) {
    String name = command.getCommandSpec().qualifiedName();
    int space = name.indexOf(' ');
    return space < 0 ? "" : name.substring(space);
  }
}
