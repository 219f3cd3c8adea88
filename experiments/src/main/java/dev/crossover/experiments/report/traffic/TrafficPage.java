package dev.crossover.experiments.report.traffic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crossover.experiments.report.AtomicFile;
import dev.crossover.experiments.report.FileContent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Findings as one HTML file with charts, its script inside, so that it needs no network. Drawn by
 * Apache ECharts, which travels as a jar of its own.
 */
public final class TrafficPage {
  private static final String SCRIPT =
      "/META-INF/resources/webjars/echarts/5.5.0/echarts.common.min.js";

  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>%1$s</title>
      <style>
      body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 70rem; padding: 1rem; color: #1b2733; }
      h1 { font-size: 1.4rem; }
      pre { overflow-x: auto; font: 13px/1.35 ui-monospace, monospace; background: #f4f6f8; padding: 1rem; border-radius: 6px; }
      .chart { height: 22rem; margin: 1rem 0; }
      @media (min-width: 50rem) { .pair { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; } }
      </style>
      </head>
      <body>
      <h1>%1$s</h1>
      <div class="chart"></div>
      <div class="pair"><div class="chart"></div><div class="chart"></div></div>
      %2$s
      <pre>%3$s</pre>
      """;

  private TrafficPage() {}

  /**
   * Writes the page.
   *
   * @throws IOException when the file cannot be written; it is then as it was
   */
  public static void write(TrafficFindings findings, Path file) throws IOException {
    AtomicFile.write(file, FileContent.of(text(findings)));
  }

  static String text(TrafficFindings findings) {
    List<Object> charts = TrafficCharts.of(findings);
    String name = escaped(findings.subject.source().name());
    String more = charts.size() > 3 ? "<div class=\"chart\"></div>" : "";
    return PAGE.formatted(name, more, escaped(TrafficText.of(findings)))
        + "<script>"
        + library()
        + "</script>\n<script>\nconst charts = "
        + json(charts)
        + ";\n"
        + """
        document.querySelectorAll('.chart').forEach((place, i) => {
          const chart = echarts.init(place);
          chart.setOption(charts[i]);
          window.addEventListener('resize', () => chart.resize());
        });
        </script>
        </body>
        </html>
        """;
  }

  /** As JSON that may stand within a script element. */
  private static String json(Object value) {
    try {
      return new ObjectMapper().writeValueAsString(value).replace("<", "\\u003c");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("charts cannot be written", e);
    }
  }

  private static String library() {
    try (InputStream in =
        Objects.requireNonNull(TrafficPage.class.getResourceAsStream(SCRIPT), SCRIPT)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(SCRIPT + " cannot be read", e);
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
