package dev.crossover.experiments.cli;

import dev.crossover.experiments.report.traffic.FitText;
import dev.crossover.experiments.report.traffic.TrafficSubject;
import dev.crossover.experiments.spec.Place;
import dev.crossover.experiments.spec.Problem;
import dev.crossover.experiments.spec.UserInputException;
import dev.crossover.traffic.fit.FitOptions;
import dev.crossover.traffic.fit.FittedProfile;
import dev.crossover.traffic.fit.LengthFit;
import dev.crossover.traffic.fit.TraceFit;
import dev.crossover.traffic.trace.BadTraceException;
import dev.crossover.traffic.trace.RecordedLengths;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes a profile that makes traffic like a recorded one. */
@Command(
    name = "fit",
    description =
        "Fits a profile to a recorded trace: the profile goes to standard output, how well it fits"
            + " to standard error.",
    mixinStandardHelpOptions = true)
final class TrafficFitCommand implements Callable<Integer> {
  private static final int VLLM_BLOCK = 16;
  private static final LocalDateTime NO_DATE = LocalDateTime.of(2026, 1, 5, 0, 0);

  @Spec private @Nullable CommandSpec spec;

  @Mixin private TrafficOptions options = new TrafficOptions();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Name of the profile; that of the file unless given.")
  private @Nullable String name;

  @Override
  public Integer call() {
    if (spec == null) {
      throw new IllegalStateException("picocli sets the spec before it calls");
    }
    Optional<RecordedLengths> lengths = options.lengthsAlone();
    if (lengths.isPresent()) {
      LengthFit fitted = located(() -> LengthFit.of(lengths.get(), wanted(NO_DATE, VLLM_BLOCK)));
      spec.commandLine().getOut().print(fitted.yaml());
      spec.commandLine().getErr().print(FitText.of(fitted));
      return ExitCode.DONE.number();
    }
    TrafficSubject subject = options.read();
    if (subject.source().spec().replay() == null) {
      throw new IllegalOptionException(
          subject.source().name() + " is no recorded trace. Maybe crossover traffic describe?");
    }
    LocalDateTime start = LocalDateTime.ofInstant(subject.start(), ZoneOffset.UTC);
    FittedProfile fitted =
        located(() -> TraceFit.of(subject::open, wanted(start, subject.blockTokens())));
    spec.commandLine().getOut().print(fitted.yaml());
    spec.commandLine().getErr().print(FitText.of(fitted.quality()));
    return ExitCode.DONE.number();
  }

  private FitOptions wanted(LocalDateTime start, int blockTokens) {
    String file = String.valueOf(Path.of(options.source().name()).getFileName());
    String called = name == null ? nameOf(file) : name;
    return new FitOptions(called, "fitted to " + file, start, blockTokens);
  }

  private <T> T located(Supplier<T> fit) {
    try {
      return fit.get();
    } catch (BadTraceException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      Place place = Place.startOf(options.source().name());
      throw new UserInputException(Problem.at(place, "", String.valueOf(e.getMessage())));
    }
  }

  private static String nameOf(String file) {
    String stem = file.replaceFirst("(\\.(csv|jsonl|json|tar|tgz|gz|zst))+$", "");
    String plain =
        stem.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    return plain.isEmpty() ? "fitted" : plain;
  }
}
