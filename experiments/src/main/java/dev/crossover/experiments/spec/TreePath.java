package dev.crossover.experiments.spec;

import dev.crossover.engine.units.WrittenAsScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path such as {@code strategies.self-hosted.vllm.replicas} or {@code cost.lines[GPU on_demand
 * aws/g5.12xlarge].usd}: segments divided by dots, where one in brackets may hold dots itself. The
 * dot of a percentile, {@code p99.9}, divides nothing.
 *
 * @param segments at least one, none empty
 */
@WrittenAsScalar
public record TreePath(List<String> segments) {
  private static final int MAX_SEGMENTS = 64;
  private static final int MAX_LENGTH = 500;

  /**
   * A segment in brackets, a percentile with its dot, or a plain one; then a dot, '[' or the end.
   */
  private static final Pattern SEGMENT =
      Pattern.compile(
          "\\G(?:\\[([^\\[\\]]+)\\]|((?:[^.\\[\\]]*_)?p[0-9]{1,2}\\.[0-9]+|[^.\\[\\]]+))"
              + "(?:\\.(?=[^.\\[\\]])|(?=\\[)|$)");

  private static final Pattern PLAIN =
      Pattern.compile("[^.\\[\\]]+|([^.\\[\\]]*_)?p[0-9]{1,2}\\.[0-9]+");

  public TreePath {
    segments = List.copyOf(segments);
    if (segments.isEmpty() || segments.contains("") || segments.size() > MAX_SEGMENTS) {
      throw new IllegalArgumentException("a path has 1 to 64 keys, none of them empty");
    }
  }

  /**
   * Reads a path as written.
   *
   * @throws IllegalArgumentException with advice when it is none
   */
  public static TreePath valueOf(String text) {
    List<String> segments = new ArrayList<>();
    int end = 0;
    Matcher matcher = SEGMENT.matcher(text.substring(0, Math.min(text.length(), MAX_LENGTH)));
    while (matcher.find()) {
      segments.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
      end = matcher.end();
    }
    if (segments.isEmpty() || end < text.length()) {
      throw malformed();
    }
    return new TreePath(segments);
  }

  private static IllegalArgumentException malformed() {
    return new IllegalArgumentException(
        "is not a path. Maybe write keys with dots between: strategies.self-hosted.vllm.replicas");
  }

  /** The first segments, for messages: {@code a.b}. */
  String prefix(int length) {
    return String.join(".", segments.subList(0, length));
  }

  /** Segments joined by dots, in brackets where they hold a dot themselves. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (String segment : segments) {
      if (PLAIN.matcher(segment).matches()) {
        text.append(text.length() > 0 ? "." : "").append(segment);
      } else {
        text.append('[').append(segment).append(']');
      }
    }
    return text.toString();
  }
}
