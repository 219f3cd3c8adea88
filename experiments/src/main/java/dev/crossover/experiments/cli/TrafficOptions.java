package dev.crossover.experiments.cli;

import dev.crossover.engine.units.TimeSpan;
import dev.crossover.experiments.plan.SetOption;
import dev.crossover.experiments.report.traffic.TrafficSubject;
import dev.crossover.experiments.spec.Library;
import dev.crossover.experiments.spec.ProfileSource;
import dev.crossover.experiments.spec.Setting;
import dev.crossover.traffic.trace.RecordedLengths;
import dev.crossover.traffic.trace.ReplaySpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which traffic a command is about. */
final class TrafficOptions {
  private static final String STDIN = "-";
  private static final int MOST_BYTES = 4 << 20;

  @Parameters(
      paramLabel = "PROFILE|FILE",
      description =
          "A shipped profile, a YAML file with a profile or an experiment, a recorded trace, or -"
              + " for a profile on standard input.")
  private String given = "";

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Sets a value of the profile, such as rate=3M/month or replay.format=csv.")
  private List<String> settings = new ArrayList<>();

  @Option(
      names = "--horizon",
      paramLabel = "SPAN",
      converter = TimeSpanOption.class,
      description = "How much of it; the trace's span, or 7d.")
  private @Nullable TimeSpan horizon;

  @Option(
      names = "--month",
      paramLabel = "SPAN",
      converter = TimeSpanOption.class,
      description = "What a rate per month refers to; 720h.")
  private TimeSpan month = TimeSpan.valueOf("720h");

  @Option(
      names = "--service",
      paramLabel = "SPAN",
      converter = TimeSpanOption.class,
      description =
          "Time to an answer, which sessions and closed loops wait for; 0s, so that a think time"
              + " is all there is from one turn to the next.")
  private TimeSpan service = TimeSpan.ZERO;

  @Option(names = "--seed", paramLabel = "N", description = "Seed of all random draws; 1.")
  private long seed = 1;

  @Option(
      names = "--replication",
      paramLabel = "N",
      description = "Which of the independent repetitions; 0, the first.")
  private int replication;

  @Mixin private LibraryOptions library = new LibraryOptions();

  private @Nullable ProfileSource source;

  /** The traffic, compiled for its horizon. */
  TrafficSubject read() {
    return read(false);
  }

  /**
   * The traffic, compiled for its horizon.
   *
   * @param goesOn whether it goes on behind its horizon, to the longest simulated time
   */
  TrafficSubject read(boolean goesOn) {
    return TrafficSubject.of(source(), month, horizon, goesOn, service, seed, replication);
  }

  /** The profile alone; read once. */
  ProfileSource source() {
    ProfileSource known = source;
    if (known == null) {
      known = find();
      source = known;
    }
    return known;
  }

  /** Lengths that were recorded without times, where a file of such is named. */
  Optional<RecordedLengths> lengthsAlone() {
    ReplaySpec replay = source().spec().replay();
    return replay == null ? Optional.empty() : RecordedLengths.of(replay, source().folder());
  }

  private ProfileSource find() {
    if (replication < 0) {
      throw new IllegalOptionException("--replication must not be negative. Maybe 0?");
    }
    Library names = library.library();
    List<Setting> set = new ArrayList<>();
    for (String setting : settings) {
      set.add(setting(setting));
    }
    return given.equals(STDIN)
        ? ProfileSource.parse("standard input", standardInput(), set, names)
        : ProfileSource.of(given, set, names);
  }

  private static Setting setting(String text) {
    SetOption option = SetOption.parse("traffic." + text);
    if (option.values().size() > 1) {
      throw new IllegalOptionException(
          "--set " + text + " gives several values. Maybe put them in [ ]?");
    }
    return new Setting(option.path(), option.place(), option.values().get(0));
  }

  private static String standardInput() {
    try {
      byte[] bytes = System.in.readNBytes(MOST_BYTES);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("standard input cannot be read", e);
    }
  }
}
