package dev.crossover.traffic.trace;

import dev.crossover.engine.kernel.RandomStreams;
import dev.crossover.engine.request.Arrival;
import dev.crossover.engine.serving.TokenContent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Replays traces in tests and writes each request as a line. */
final class Replayed {
  static final long DAY = 86_400_000_000_000L;

  private final Path folder;

  Replayed(Path folder) {
    this.folder = folder;
  }

  /** A trace of this text. */
  Path file(String name, String text) throws IOException {
    return Files.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
  }

  Trace trace(String replay) {
    return Trace.of(ReplayYaml.bind(replay), folder);
  }

  /** The requests of a day. */
  List<String> requests(String replay) {
    return requests(replay, DAY);
  }

  List<String> requests(String replay, long endNanos) {
    return requests(replay, endNanos, new RandomStreams(1, 0));
  }

  List<String> requests(String replay, long endNanos, RandomStreams streams) {
    List<String> lines = new ArrayList<>();
    Trace trace = trace(replay);
    for (Recorded request : read(trace, endNanos, streams)) {
      lines.add(request.toString());
    }
    return lines;
  }

  static List<Recorded> read(Trace trace, long endNanos, RandomStreams streams) {
    List<String> classes = trace.summary(streams, 0, endNanos, endNanos, 0).classNames();
    List<Recorded> requests = new ArrayList<>();
    List<String> names = classes.isEmpty() ? List.of("default") : classes;
    try (ReplayStream stream = trace.open(streams, names, 0, endNanos)) {
      Arrival arrival = new Arrival();
      while (stream.next(arrival)) {
        requests.add(
            new Recorded(
                arrival.nanos,
                arrival.promptTokens,
                arrival.outputTokens,
                arrival.content,
                stream.session(),
                classes.isEmpty() ? "" : names.get(arrival.classIndex)));
      }
    }
    return requests;
  }

  /** One replayed request. */
  record Recorded(
      long nanos, int prompt, int output, TokenContent content, long session, String className) {
    @Override
    public String toString() {
      StringBuilder line = new StringBuilder();
      line.append(nanos / 1e9).append(": ").append(prompt).append(" + ").append(output);
      for (int i = 0; i < content.size(); i++) {
        line.append(' ').append(content.stream(i)).append(':').append(content.offset(i));
        line.append('+').append(content.length(i));
      }
      if (session >= 0) {
        line.append(" session ").append(session);
      }
      return className.isEmpty()
          ? line.toString()
          : line.append(" of ").append(className).toString();
    }
  }
}
