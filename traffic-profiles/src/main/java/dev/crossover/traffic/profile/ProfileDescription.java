package dev.crossover.traffic.profile;

import dev.crossover.traffic.arrival.PeakHour;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a profile amounts to over its measured window; exact for a trace, expected otherwise. Of
 * closed loops alone nobody knows how many requests they send: there the counts are NaN. Beside
 * other classes they are left out of counts and means.
 *
 * @param name empty where the profile has none
 * @param description empty where the profile has none
 * @param source empty where the profile has none
 * @param requests in the measured window
 * @param requestsPerMonth at the mean rate
 * @param peakHour the busiest hour, of all classes together where theirs is the same hour, else of
 *     the busiest class; null where none is known
 * @param promptTokens mean of a request
 * @param outputTokens mean of a request
 * @param skippedRows rows of traces that could not be replayed
 * @param classes each class by itself, in the profile's order
 */
public record ProfileDescription(
    String name,
    String description,
    String source,
    double requests,
    double meanRatePerSecond,
    double requestsPerMonth,
    @Nullable PeakHour peakHour,
    double promptTokens,
    double outputTokens,
    long skippedRows,
    List<ClassDescription> classes) {
  static ProfileDescription of(
      ProfileSpec spec, TrafficWindow window, List<ClassDescription> classes) {
    double requests = 0;
    double prompt = 0;
    double output = 0;
    long skipped = 0;
    for (ClassDescription one : classes) {
      double counted = one.isCounted() ? one.requests() : 0;
      requests += counted;
      prompt += counted * one.promptTokens();
      output += counted * one.outputTokens();
      skipped += one.skippedRows();
    }
    boolean sole = classes.size() == 1;
    boolean known = classes.stream().anyMatch(ClassDescription::isCounted);
    double perSecond = known ? requests / window.horizon().seconds() : Double.NaN;
    return new ProfileDescription(
        text(spec.name()),
        text(spec.description()),
        text(spec.source()),
        known ? requests : Double.NaN,
        perSecond,
        perSecond * window.month().seconds(),
        busiest(classes),
        sole ? classes.get(0).promptTokens() : prompt / requests,
        sole ? classes.get(0).outputTokens() : output / requests,
        skipped,
        List.copyOf(classes));
  }

  /** Whether the number of requests of some class is known without a simulation. */
  public boolean isCounted() {
    return !Double.isNaN(requests);
  }

  /** Peak hour over mean; NaN where no peak hour is known. */
  public double peakToMean() {
    return peakHour == null ? Double.NaN : peakHour.perSecond() / meanRatePerSecond;
  }

  private static @Nullable PeakHour busiest(List<ClassDescription> classes) {
    PeakHour busiest = null;
    for (ClassDescription one : classes) {
      PeakHour peak = one.peakHour();
      if (busiest == null) {
        busiest = peak;
      } else if (peak != null && peak.start().equals(busiest.start())) {
        busiest = new PeakHour(peak.start(), peak.perSecond() + busiest.perSecond());
      } else if (peak != null && peak.perSecond() > busiest.perSecond()) {
        busiest = peak;
      }
    }
    return busiest;
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
