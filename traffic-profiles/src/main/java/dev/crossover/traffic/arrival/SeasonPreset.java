package dev.crossover.traffic.arrival;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** The weeks a profile can name; each is a column of the shipped {@code hour-of-week.csv}. */
public enum SeasonPreset {
  /** Conversation requests of a week at Azure in 2024. */
  AZURE_CHAT_2024("azure-chat-2024"),
  /** Code completion requests of a week at Azure in 2024. */
  AZURE_CODE_2024("azure-code-2024"),
  /** Conversations of a campus: busy by day, about half of it on weekends. */
  OFFICE_HOURS("office-hours"),
  /** The same in every hour. */
  FLAT("flat");

  private static final String RESOURCE = "hour-of-week.csv";

  private final String yamlName;

  SeasonPreset(String yamlName) {
    this.yamlName = yamlName;
  }

  /**
   * The preset of a name.
   *
   * @throws IllegalArgumentException listing the known names
   */
  public static SeasonPreset named(String name) {
    for (SeasonPreset preset : values()) {
      if (preset.yamlName.equals(name)) {
        return preset;
      }
    }
    throw new IllegalArgumentException(
        "preset '" + name + "' does not exist. Maybe one of " + String.join(", ", names()));
  }

  /** As written in YAML. */
  public String yamlName() {
    return yamlName;
  }

  /** 168 relative figures from Monday 00:00. */
  double[] hourOfWeek() {
    List<String[]> rows = rows();
    int column = Arrays.asList(rows.get(0)).indexOf(yamlName);
    return rows.stream().skip(1).mapToDouble(row -> Double.parseDouble(row[column])).toArray();
  }

  private static List<String> names() {
    return Arrays.stream(values()).map(SeasonPreset::yamlName).collect(Collectors.toList());
  }

  private static List<String[]> rows() {
    InputStream stream =
        Objects.requireNonNull(SeasonPreset.class.getResourceAsStream(RESOURCE), RESOURCE);
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(",", -1))
          .collect(Collectors.toList());
    } catch (IOException e) {
      throw new UncheckedIOException(RESOURCE + " cannot be read", e);
    }
  }
}
