package dev.crossover.experiments.report.traffic;

import dev.crossover.traffic.fit.FitQuality;
import dev.crossover.traffic.fit.LengthFit;
import java.util.Locale;

/** How well a profile fits, figure by figure. */
public final class FitText {
  private FitText() {}

  /** A table of what was recorded and what the profile makes of it. */
  public static String of(FitQuality quality) {
    StringBuilder text = new StringBuilder();
    line(text, "how well it fits, in the mean of %d generated traces", quality.replications());
    line(text, "%-24s %12s %12s %8s", "", "recorded", "generated", "ratio");
    for (FitQuality.Row row : quality.rows()) {
      String ratio = row.recorded() == 0 ? "-" : String.format(Locale.ROOT, "%.3f", row.ratio());
      line(text, "%-24s %12.4g %12.4g %8s", row.name(), row.recorded(), row.generated(), ratio);
    }
    return text + distances(quality.promptDistance(), quality.outputDistance());
  }

  /** The same where lengths alone were recorded. */
  public static String of(LengthFit fit) {
    return distances(fit.promptDistance(), fit.outputDistance());
  }

  private static String distances(double prompts, double outputs) {
    return String.format(
        Locale.ROOT, "Kolmogorov-Smirnov distance: prompts %.4f, outputs %.4f\n", prompts, outputs);
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
