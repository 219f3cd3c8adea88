package dev.crossover.experiments.cli;

import dev.crossover.experiments.report.traffic.TrafficSubject;
import dev.crossover.traffic.analysis.ArrivalChecksum;
import dev.crossover.traffic.analysis.Playback;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes requests of a profile as a trace. */
@Command(
    name = "generate",
    description = "Writes requests of a profile as a trace.",
    mixinStandardHelpOptions = true)
final class TrafficGenerateCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Mixin private TrafficOptions options = new TrafficOptions();

  @Option(
      names = "--requests",
      paramLabel = "N",
      description = "This many requests, however long they take; all of the horizon unless given.")
  private @Nullable Long requests;

  @Option(
      names = "--count-only",
      description =
          "Writes nothing but how many requests there are and a checksum over their times,"
              + " classes, prompts, outputs and shared content.")
  private boolean countOnly;

  @Override
  public Integer call() throws IOException {
    if (spec == null) {
      throw new IllegalStateException("picocli sets the spec before it calls");
    }
    Long most = requests;
    if (most != null && most < 1) {
      throw new IllegalOptionException("--requests must be at least 1. Maybe 1000?");
    }
    TrafficSubject subject = options.read(most != null);
    if (countOnly) {
      count(spec, subject, most == null ? Long.MAX_VALUE : most);
    }
    return ExitCode.DONE.number();
  }

  private static void count(CommandSpec spec, TrafficSubject subject, long most) {
    ArrivalChecksum checksum = new ArrivalChecksum();
    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    Playback.play(
        subject.open(),
        subject.service().nanos(),
        subject.window().endNanos(),
        most,
        checksum::add);
    double seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1e9;
    spec.commandLine()
        .getOut()
        .printf(Locale.ROOT, "%d requests, checksum %s%n", checksum.requests(), checksum.digits());
    spec.commandLine()
        .getErr()
        .printf(
            Locale.ROOT,
            "crossover: %.2f s of CPU time, %.1f million requests a second%n",
            seconds,
            checksum.requests() / seconds / 1e6);
  }
}
