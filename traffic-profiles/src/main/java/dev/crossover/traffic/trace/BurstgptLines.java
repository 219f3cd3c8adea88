package dev.crossover.traffic.trace;

import dev.crossover.engine.request.Arrival;

/** The lines of a BurstGPT trace. */
final class BurstgptLines implements LineWriter.Lines {
  @Override
  public String header() {
    return "Timestamp,Model,Request tokens,Response tokens,Total tokens,Log Type\n";
  }

  @Override
  public void append(Arrival arrival, StringBuilder line) {
    LineWriter.appendSeconds(arrival.nanos, line);
    line.append(',');
    CsvLines.appendQuoted(arrival.model == null ? "" : arrival.model, line);
    line.append(',').append(arrival.promptTokens);
    line.append(',').append(arrival.outputTokens);
    line.append(',').append((long) arrival.promptTokens + arrival.outputTokens);
    line.append(",API log");
  }
}
