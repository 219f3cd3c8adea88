package dev.crossover.traffic.trace;

import dev.crossover.engine.request.Arrival;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** The lines of an Azure trace: seven decimals as published, nine where a time needs them. */
final class AzureLines implements LineWriter.Lines {
  private static final DateTimeFormatter SEVEN = form("SSSSSSS");
  private static final DateTimeFormatter NINE = form("SSSSSSSSS");

  private final Instant start;

  AzureLines(Instant start) {
    this.start = start;
  }

  private static DateTimeFormatter form(String decimals) {
    return DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss." + decimals, Locale.ROOT)
        .withZone(ZoneOffset.UTC);
  }

  @Override
  public String header() {
    return Layouts.AZURE_HEADER + "\n";
  }

  @Override
  public void append(Arrival arrival, StringBuilder line) {
    Instant time = start.plusNanos(arrival.nanos);
    (time.get(ChronoField.NANO_OF_SECOND) % 100 == 0 ? SEVEN : NINE).formatTo(time, line);
    line.append(',').append(arrival.promptTokens).append(',').append(arrival.outputTokens);
  }
}
