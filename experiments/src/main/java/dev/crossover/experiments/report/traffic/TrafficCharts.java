package dev.crossover.experiments.report.traffic;

import dev.crossover.traffic.analysis.Dispersion;
import dev.crossover.traffic.analysis.LengthSketch;
import dev.crossover.traffic.analysis.PrefixReuse;
import dev.crossover.traffic.analysis.TrafficSummary;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Findings as charts, in the form of ECharts' options. */
final class TrafficCharts {
  private static final int CDF_POINTS = 200;
  private static final MathContext FIVE_DIGITS = new MathContext(5);

  private TrafficCharts() {}

  /** Rate over time, dispersion and lengths; and prefix caches where prompts are shared. */
  static List<Object> of(TrafficFindings findings) {
    List<Object> charts = new ArrayList<>();
    charts.add(rate(findings));
    charts.add(dispersion(findings.summary));
    charts.add(lengths(findings.summary));
    TrafficSummary content = findings.content;
    if (content != null) {
      charts.add(caches(content.reuse()));
    }
    return charts;
  }

  private static Map<String, Object> rate(TrafficFindings findings) {
    RateSeries series = findings.series;
    List<List<Object>> points = new ArrayList<>();
    for (int step = 0; step < series.steps(); step++) {
      points.add(
          List.of(findings.at(series.startNanos(step)).toString(), digits(series.perSecond(step))));
    }
    Map<String, Object> line = line("requests per second", points);
    line.put("step", "end");
    line.put("areaStyle", Map.of("opacity", 0.15));
    Map<String, Object> chart =
        chart(
            "Requests per second, in steps of " + series.step(),
            axis("time", "local time"),
            axis("value", "requests/s"),
            List.of(line));
    chart.put("dataZoom", List.of(Map.of("type", "inside"), Map.of("type", "slider")));
    chart.put("grid", Map.of("left", 60, "right", 30, "bottom", 90));
    return chart;
  }

  private static Map<String, Object> dispersion(TrafficSummary summary) {
    List<List<Object>> points = new ArrayList<>();
    List<List<Object>> poisson = new ArrayList<>();
    for (Dispersion window : summary.windows()) {
      if (window.windows() > 1 && window.idc() > 0) {
        double seconds = window.widthNanos() / 1e9;
        points.add(List.of(digits(seconds), digits(window.idc())));
        poisson.add(List.of(digits(seconds), 1));
      }
    }
    return chart(
        "Burstiness: variance over mean of counts",
        axis("log", "window, s"),
        axis("log", ""),
        List.of(line("this traffic", points), line("Poisson", poisson)));
  }

  private static Map<String, Object> lengths(TrafficSummary summary) {
    return chart(
        "Lengths: share of requests up to",
        axis("log", "tokens"),
        axis("value", ""),
        List.of(
            line("prompt", cumulative(summary.prompts())),
            line("output", cumulative(summary.outputs()))));
  }

  private static List<List<Object>> cumulative(LengthSketch lengths) {
    List<List<Object>> points = new ArrayList<>();
    for (int i = 0; i <= CDF_POINTS; i++) {
      double share = (double) i / CDF_POINTS;
      points.add(List.of(Math.max(1, lengths.quantile(share)), digits(share)));
    }
    return points;
  }

  private static Map<String, Object> caches(PrefixReuse reuse) {
    List<List<Object>> points = new ArrayList<>();
    List<List<Object>> ideal = new ArrayList<>();
    for (PrefixReuse.LruShare size : reuse.lru()) {
      double millions = size.cacheTokens() / 1e6;
      points.add(List.of(digits(millions), digits(size.share())));
      ideal.add(List.of(digits(millions), digits(reuse.ideal())));
    }
    return chart(
        "Prompt tokens that a prefix cache finds",
        axis("log", "cache, million tokens"),
        axis("value", ""),
        List.of(line("least recently used", points), line("never forgets", ideal)));
  }

  private static Map<String, Object> chart(
      String title, Map<String, Object> x, Map<String, Object> y, List<Object> series) {
    Map<String, Object> chart = new LinkedHashMap<>();
    chart.put("animation", false);
    chart.put("title", Map.of("text", title, "textStyle", Map.of("fontSize", 14)));
    chart.put("tooltip", Map.of("trigger", "axis"));
    chart.put("legend", Map.of("top", 26, "show", series.size() > 1));
    chart.put("grid", Map.of("left", 60, "right", 30));
    chart.put("xAxis", x);
    chart.put("yAxis", y);
    chart.put("series", series);
    return chart;
  }

  private static Map<String, Object> axis(String type, String name) {
    Map<String, Object> axis = new LinkedHashMap<>();
    axis.put("type", type);
    axis.put("name", name);
    axis.put("nameLocation", "middle");
    axis.put("nameGap", type.equals("value") ? 40 : 26);
    return axis;
  }

  private static Map<String, Object> line(String name, List<List<Object>> points) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("type", "line");
    line.put("name", name);
    line.put("symbol", "none");
    line.put("data", points);
    return line;
  }

  private static BigDecimal digits(double value) {
    return new BigDecimal(value).round(FIVE_DIGITS);
  }
}
