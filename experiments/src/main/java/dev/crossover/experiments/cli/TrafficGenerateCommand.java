package dev.crossover.experiments.cli;

import dev.crossover.engine.request.Arrival;
import dev.crossover.engine.request.ArrivalStream;
import dev.crossover.experiments.report.traffic.TrafficSubject;
import dev.crossover.traffic.analysis.ArrivalChecksum;
import dev.crossover.traffic.analysis.Playback;
import dev.crossover.traffic.trace.TraceWriter;
import dev.crossover.traffic.trace.WritableFormat;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
      names = "--format",
      paramLabel = "NAME",
      description = "azure, mooncake, burstgpt, csv (default) or jsonl.")
  private String format = WritableFormat.CSV.key();

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Where to; standard output unless given. Compressed where it ends in .gz.")
  private @Nullable Path output;

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
    WritableFormat written = writtenAs(format);
    TrafficSubject subject = options.read(most != null);
    if (countOnly) {
      count(spec, subject, most == null ? Long.MAX_VALUE : most);
    } else {
      write(spec, subject, most == null ? Long.MAX_VALUE : most, written);
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

  private static WritableFormat writtenAs(String key) {
    List<String> known = new ArrayList<>();
    for (WritableFormat format : WritableFormat.values()) {
      if (format.key().equals(key)) {
        return format;
      }
      known.add(format.key());
    }
    throw new IllegalOptionException(
        "--format must be one of " + String.join(", ", known) + ", not '" + key + "'");
  }

  private void write(CommandSpec command, TrafficSubject subject, long most, WritableFormat format)
      throws IOException {
    ArrivalStream stream = subject.open();
    Path file = output;
    try (TraceWriter trace =
        file == null
            ? format.over(
                new Lasting(command.commandLine().getOut()), subject.start(), stream.classNames())
            : format.open(file, subject.start(), stream.classNames())) {
      Playback.play(
          stream,
          subject.service().nanos(),
          subject.window().endNanos(),
          most,
          arrival -> write(trace, arrival));
    } catch (UncheckedIOException e) {
      String name = file == null ? "standard output" : file.toString();
      throw new FileSystemException(name, null, String.valueOf(e.getCause()));
    }
  }

  private static void write(TraceWriter trace, Arrival arrival) {
    try {
      trace.write(arrival);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Standard output, which others write to later. */
  private static final class Lasting extends FilterWriter {
    Lasting(Writer out) {
      super(out);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
