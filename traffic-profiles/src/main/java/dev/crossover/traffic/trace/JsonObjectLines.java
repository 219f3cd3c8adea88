package dev.crossover.traffic.trace;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.crossover.engine.request.Arrival;
import dev.crossover.engine.serving.TokenContent;
import java.util.List;

/** The objects of a JSON lines trace under the names of {@link TraceColumn}. */
final class JsonObjectLines implements LineWriter.Lines {
  private final List<String> classNames;

  JsonObjectLines(List<String> classNames) {
    this.classNames = List.copyOf(classNames);
  }

  @Override
  public String header() {
    return "";
  }

  @Override
  public void append(Arrival arrival, StringBuilder line) {
    line.append("{\"arrival\": ");
    LineWriter.appendSeconds(arrival.nanos, line);
    line.append(", \"prompt\": ").append(arrival.promptTokens);
    line.append(", \"output\": ").append(arrival.outputTokens);
    appendText("class", classNames.get(arrival.classIndex), line);
    TokenContent content = arrival.content;
    if (CsvLines.hasPrefix(content)) {
      appendText("prefix", Long.toString(content.stream(0)), line);
      line.append(", \"prefix_tokens\": ").append(content.length(0));
    }
    if (arrival.model != null) {
      appendText("model", arrival.model, line);
    }
    line.append('}');
  }

  private static void appendText(String key, String text, StringBuilder line) {
    line.append(", \"").append(key).append("\": \"");
    line.append(JsonStringEncoder.getInstance().quoteAsString(text)).append('"');
  }
}
