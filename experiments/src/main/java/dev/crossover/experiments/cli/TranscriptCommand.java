package dev.crossover.experiments.cli;

import dev.crossover.engine.serving.VllmVersion;
import dev.crossover.experiments.transcript.EngineKind;
import dev.crossover.experiments.transcript.Transcripts;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Repeats recorded runs of the real vLLM scheduler with one engine. */
@Command(
    name = "transcript",
    description =
        "Runs one engine on recorded cases and prints its steps in the form of the file. With"
            + " --check, compares them with the recorded ones; the first difference of a file is"
            + " shown and is exit code 1.",
    mixinStandardHelpOptions = true)
final class TranscriptCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "CASE.json|DIR",
      description = "Behavioural cases or traces, or folders of them.")
  private List<Path> files = new ArrayList<>();

  @Option(names = "--check", description = "Compares with what the file says was recorded.")
  private boolean check;

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      description = "core (default), the fast engine; reference, its rules in plain words.")
  private String engine = EngineKind.CORE.key();

  @Option(
      names = "--profile",
      paramLabel = "VERSION",
      description =
          "The rules of a vLLM version (2026-08, 2026-03 or 2025-11) instead of the file's profile,"
              + " scheduler_reserve_full_isl and watermark; its other knobs stay.")
  private @Nullable String profile;

  @Override
  public Integer call() throws IOException {
    if (spec == null) {
      throw new IllegalStateException("picocli sets the spec before it calls");
    }
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    EngineKind kind = chosen("--engine", engine, EngineKind.values(), EngineKind::key);
    VllmVersion version =
        profile == null
            ? null
            : chosen("--profile", profile, VllmVersion.values(), VllmVersion::key);
    Transcripts transcripts = Transcripts.read(InputFiles.of(files, ".json"), kind, version, check);
    boolean same = true;
    for (int i = 0; i < transcripts.size(); i++) {
      Transcripts.Repeated repeated = transcripts.run(i);
      if (check) {
        Optional<String> difference = repeated.difference();
        same &= difference.isEmpty();
        out.print(difference.orElseGet(repeated::agreement));
      } else {
        out.print(repeated.json());
        repeated.remark().ifPresent(remark -> err.println("crossover: " + remark));
      }
      out.flush();
    }
    return (same ? ExitCode.DONE : ExitCode.VERDICT_MISSED).number();
  }

  private static <E> E chosen(String option, String key, E[] known, Function<E, String> keyOf) {
    return Arrays.stream(known)
        .filter(value -> keyOf.apply(value).equals(key))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalOptionException(
                    option
                        + " must be "
                        + String.join(", ", Arrays.stream(known).map(keyOf).toList())
                        + ", not '"
                        + key
                        + "'"));
  }
}
