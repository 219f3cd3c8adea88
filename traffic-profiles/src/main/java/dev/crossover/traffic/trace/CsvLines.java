package dev.crossover.traffic.trace;

import dev.crossover.engine.request.Arrival;
import dev.crossover.engine.serving.TokenContent;
import java.util.List;

/** The lines of a CSV trace under the names of {@link TraceColumn}. */
final class CsvLines implements LineWriter.Lines {
  private final List<String> classNames;

  CsvLines(List<String> classNames) {
    this.classNames = List.copyOf(classNames);
  }

  @Override
  public String header() {
    return "arrival,prompt,output,class,prefix,prefix_tokens,model\n";
  }

  @Override
  public void append(Arrival arrival, StringBuilder line) {
    LineWriter.appendSeconds(arrival.nanos, line);
    line.append(',').append(arrival.promptTokens).append(',').append(arrival.outputTokens);
    line.append(',');
    appendQuoted(classNames.get(arrival.classIndex), line);
    TokenContent content = arrival.content;
    if (hasPrefix(content)) {
      line.append(',').append(content.stream(0)).append(',').append(content.length(0)).append(',');
    } else {
      line.append(",,,");
    }
    appendQuoted(arrival.model == null ? "" : arrival.model, line);
  }

  /** Whether a prompt begins at the beginning of a stream that others may share. */
  static boolean hasPrefix(TokenContent content) {
    return content.size() > 0 && content.offset(0) == 0;
  }

  /** As RFC 4180 has it. */
  static void appendQuoted(String text, StringBuilder line) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    if (plain) {
      line.append(text);
    } else {
      line.append('"').append(text.replace("\"", "\"\"")).append('"');
    }
  }
}
