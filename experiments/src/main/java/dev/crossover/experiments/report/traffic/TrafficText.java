package dev.crossover.experiments.report.traffic;

import dev.crossover.engine.units.TimeSpan;
import dev.crossover.traffic.analysis.Dispersion;
import dev.crossover.traffic.analysis.PrefixReuse;
import dev.crossover.traffic.analysis.SessionSummary;
import dev.crossover.traffic.analysis.TrafficSummary;
import dev.crossover.traffic.profile.ProfileSpec;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Findings in words and numbers, and the rate as a small chart. */
public final class TrafficText {
  private static final int COLUMNS = 72;
  private static final double MILLION = 1e6;
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm", Locale.ROOT);

  private final TrafficFindings findings;
  private final TrafficSummary summary;
  private final StringBuilder text = new StringBuilder();

  private TrafficText(TrafficFindings findings) {
    this.findings = findings;
    this.summary = findings.summary;
  }

  /** All there is to say, for standard output. */
  public static String of(TrafficFindings findings) {
    return new TrafficText(findings).text();
  }

  private String text() {
    heading();
    volume();
    if (summary.requests() > 0) {
      burstiness();
      lengths();
      classes();
      clients();
      content();
      chart();
    }
    return text.toString();
  }

  private void heading() {
    ProfileSpec spec = findings.subject.source().spec();
    line("%s%s", findings.subject.source().name(), said(": ", spec.description()));
    if (spec.source() != null) {
      line("  source: %s", spec.source());
    }
  }

  private static String said(String before, @Nullable String text) {
    return text == null || text.isBlank() ? "" : before + text;
  }

  private void volume() {
    TimeSpan horizon = findings.subject.window().horizon();
    double months = horizon.seconds() / findings.subject.window().month().seconds();
    line("volume");
    line(
        "  %,d requests in %s: %.4g/s, %,.0f a month",
        summary.requests(), spoken(horizon), summary.perSecond(), summary.requests() / months);
    line(
        "  tokens a month: %s prompt, %s output",
        scaled(summary.prompts().tokens() / months), scaled(summary.outputs().tokens() / months));
    peak("hour", summary.hours());
    peak("minute", summary.minutes());
  }

  private void peak(String name, Dispersion windows) {
    if (windows.windows() > 0 && windows.peak() > 0) {
      line(
          "  peak %s from %s: %.4g/s, %.2f times the mean",
          name,
          CLOCK.format(findings.at(windows.peakNanos())),
          windows.peakPerSecond(),
          windows.peakToMean());
    }
  }

  private void burstiness() {
    line("burstiness");
    StringBuilder idc = new StringBuilder();
    for (Dispersion window : summary.windows()) {
      if (window.windows() > 1) {
        idc.append(idc.length() == 0 ? "" : ", ")
            .append(new TimeSpan(window.widthNanos()))
            .append(String.format(Locale.ROOT, " %.3g", window.idc()));
      }
    }
    line("  index of dispersion of counts (Poisson: 1) over %s", idc);
    line(
        "  CV of the gaps: %.3f%s",
        summary.gapCv(),
        summary.zeroGaps() > 0.001
            ? String.format(Locale.ROOT, "; %.1f%% of the gaps are 0", 100 * summary.zeroGaps())
            : "");
  }

  private void lengths() {
    text.append(LengthsText.table(summary.prompts(), summary.outputs(), summary.rankCorrelation()));
  }

  private void classes() {
    if (findings.classes.size() < 2) {
      return;
    }
    line("classes               requests   share  mean prompt  mean output");
    for (ClassCounts one : findings.classes) {
      line(
          "  %-18s %,10d  %5.1f%%  %11.1f  %11.1f",
          one.name,
          one.requests,
          100.0 * one.requests / summary.requests(),
          one.promptTokens / Math.max(1, one.requests),
          one.outputTokens / Math.max(1, one.requests));
    }
  }

  private void clients() {
    if (findings.impatient > 0) {
      line("clients who give up on slow answers: %s of the requests", share(findings.impatient));
    }
    if (findings.answeredByCache > 0) {
      line(
          "answered from similar queries, without a model: %s of the requests",
          share(findings.answeredByCache));
    }
  }

  private String share(long part) {
    return String.format(Locale.ROOT, "%.1f%%", 100.0 * part / summary.requests());
  }

  private void content() {
    TrafficSummary content = findings.content;
    if (content == null) {
      return;
    }
    boolean all = findings.contentRequests == summary.requests();
    line(
        "shared prompts%s",
        all
            ? ""
            : String.format(Locale.ROOT, ", of the first %,d requests", findings.contentRequests));
    SessionSummary sessions = content.sessions();
    if (sessions.longestTurns() > 1) {
      line(
          "  %,d sessions of %.2f turns in the mean, %d at most; median gap %.3g s",
          sessions.sessions(),
          sessions.meanTurns(),
          sessions.longestTurns(),
          sessions.medianGapSeconds());
    }
    PrefixReuse reuse = content.reuse();
    line(
        "  ideal prefix cache (blocks of %d tokens): %.1f%% of the prompt tokens",
        reuse.blockTokens(), 100 * reuse.ideal());
    StringBuilder lru = new StringBuilder();
    for (PrefixReuse.LruShare size : reuse.lru()) {
      lru.append(lru.length() == 0 ? "" : ", ")
          .append(
              String.format(
                  Locale.ROOT,
                  "%.0fM tokens %.1f%%",
                  size.cacheTokens() / MILLION,
                  100 * size.share()));
    }
    line("  least recently used: %s", lru);
  }

  private void chart() {
    RateSeries series = findings.series.coarser(COLUMNS);
    line("requests, one column %s", series.step());
    text.append(
        BarChart.of(
            series,
            CLOCK.format(findings.at(0)),
            CLOCK.format(findings.at(findings.subject.window().horizon().nanos()))));
  }

  /** In its largest whole unit; a trace's span, which has none, to the millisecond. */
  private static String spoken(TimeSpan span) {
    return span.nanos() % 1_000_000_000L == 0
        ? span.toString()
        : String.format(Locale.ROOT, "%.3fs", span.seconds());
  }

  private static String scaled(double tokens) {
    double billions = tokens / 1e9;
    return billions >= 1
        ? String.format(Locale.ROOT, "%.4gB", billions)
        : String.format(Locale.ROOT, "%.4gM", tokens / MILLION);
  }

  private void line(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
