package dev.crossover.experiments.report;

import dev.crossover.experiments.run.TimelineRow;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The forms a run's results can be rendered in, and the files of each. */
public enum ReportFormat {
  /** {@code report.md}: for a phone or a design document. */
  MD {
    @Override
    Map<String, FileContent> files(RunOutput output) {
      return Map.of("report.md", FileContent.of(MarkdownReport.text(output)));
    }
  },
  /** {@code summary.csv} and {@code timeline.csv}: for a spreadsheet. */
  CSV {
    @Override
    Map<String, FileContent> files(RunOutput output) {
      Map<String, FileContent> files = new LinkedHashMap<>();
      files.put("summary.csv", FileContent.of(SummaryCsv.text(output.results())));
      List<TimelineRow> timeline = output.timeline();
      if (timeline != null) {
        files.put("timeline.csv", FileContent.of(TimelineCsv.text(timeline)));
      }
      return files;
    }
  },
  /** {@code results.json}: everything, for programs; a run always writes it, and last. */
  JSON {
    @Override
    Map<String, FileContent> files(RunOutput output) {
      return Map.of(OutputFolder.RESULTS, out -> ResultJson.write(output.results(), out));
    }
  },
  /**
   * {@code vllm-bench/}: for tools that read the result files of {@code vllm bench serve}. Needs
   * the timings of each request, so that only a run can write it, and only where it is asked to.
   */
  VLLM_BENCH {
    @Override
    Map<String, FileContent> files(RunOutput output) {
      return Map.of();
    }
  };

  /** What is written unless something else is asked for. */
  public static Set<ReportFormat> byDefault() {
    return EnumSet.complementOf(EnumSet.of(VLLM_BENCH));
  }

  /** File names and contents, in the order to write them. */
  abstract Map<String, FileContent> files(RunOutput output);

  /** The name in {@code --format}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Reads a list such as {@code md,csv}.
   *
   * @throws IllegalArgumentException with the known names when one is unknown
   */
  public static Set<ReportFormat> parse(String list) {
    Set<ReportFormat> formats = EnumSet.noneOf(ReportFormat.class);
    for (String name : list.split(",", -1)) {
      formats.add(
          Arrays.stream(values())
              .filter(format -> format.key().equals(name.strip()))
              .findFirst()
              .orElseThrow(() -> unknown(name)));
    }
    return formats;
  }

  private static IllegalArgumentException unknown(String name) {
    String known = Arrays.stream(values()).map(ReportFormat::key).collect(Collectors.joining(", "));
    return new IllegalArgumentException(
        "'" + name.strip() + "' is not a report format. Maybe one of " + known + "?");
  }
}
