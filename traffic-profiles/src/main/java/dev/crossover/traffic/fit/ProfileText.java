package dev.crossover.traffic.fit;

import dev.crossover.engine.units.Count;
import dev.crossover.engine.units.Rate;
import dev.crossover.engine.units.TimeSpan;
import dev.crossover.traffic.arrival.ArrivalProcess;
import dev.crossover.traffic.arrival.ArrivalSpec;
import dev.crossover.traffic.arrival.ModulationKind;
import dev.crossover.traffic.arrival.ModulationSpec;
import dev.crossover.traffic.arrival.SeasonalitySpec;
import dev.crossover.traffic.content.PrefixSpec;
import dev.crossover.traffic.length.LengthSpec;
import dev.crossover.traffic.profile.ClassSpec;
import dev.crossover.traffic.profile.ProfileSpec;
import dev.crossover.traffic.session.SessionSpec;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the keys of a profile that a fit uses as YAML. */
final class ProfileText {
  private static final int LINE = 100;

  private final StringBuilder text = new StringBuilder();

  private ProfileText() {}

  /** A profile file. */
  static String of(ProfileSpec spec, List<String> comment) {
    ProfileText text = new ProfileText();
    comment.forEach(line -> text.line("# " + line));
    text.line("name: " + spec.name());
    text.line("source: " + quoted(Objects.requireNonNull(spec.source())));
    text.line("rate: " + rate(Objects.requireNonNull(spec.rate())));
    if (spec.start() != null) {
      text.line("start: " + spec.start());
    }
    text.arrivals(spec);
    text.requests("", spec.prompt(), spec.session());
    if (spec.output() != null) {
      text.quantiles("output", "", spec.output());
    }
    if (spec.correlation() != null) {
      text.line("correlation: " + number(spec.correlation()));
    }
    if (spec.prefix() != null) {
      text.line("prefix: " + prefix(spec.prefix()));
    }
    if (spec.classes() != null) {
      text.line("classes:");
      spec.classes().forEach(text::one);
    }
    return text.text.toString();
  }

  private void arrivals(ProfileSpec spec) {
    ArrivalSpec arrival = Objects.requireNonNull(spec.arrival());
    line(
        arrival.process() == ArrivalProcess.GAMMA
            ? "arrival: {process: gamma, burstiness: " + number(arrival.gammaShape()) + "}"
            : "arrival: {process: poisson}");
    if (spec.seasonality() != null) {
      season(spec.seasonality());
    }
    if (spec.modulation() != null) {
      line("modulation:");
      spec.modulation().forEach(factor -> line("  - " + modulation(factor)));
    }
  }

  private void season(SeasonalitySpec season) {
    boolean week = season.hourOfWeek() != null;
    List<Double> weights = week ? season.hourOfWeek() : season.hourOfDay();
    line("seasonality:");
    list(
        week ? "hour_of_week" : "hour_of_day",
        "  ",
        '[',
        Objects.requireNonNull(weights).stream().map(ProfileText::number).toList());
  }

  private static String modulation(ModulationSpec factor) {
    return factor.kind() == ModulationKind.LOGNORMAL
        ? "{kind: lognormal, cv: "
            + number(Objects.requireNonNull(factor.cv()))
            + ", correlation_time: "
            + factor.correlationTime()
            + "}"
        : "{kind: on_off, mean_on: " + factor.meanOn() + ", mean_off: " + factor.meanOff() + "}";
  }

  private void one(ClassSpec one) {
    line("  - name: " + one.name());
    line("    weight: " + number(Objects.requireNonNull(one.weight())));
    requests("    ", one.prompt(), one.session());
  }

  private void requests(String indent, @Nullable LengthSpec prompt, @Nullable SessionSpec session) {
    if (prompt != null) {
      quantiles("prompt", indent, prompt);
    }
    if (session != null) {
      line(indent + "session:");
      session(indent + "  ", session);
    }
  }

  private void session(String indent, SessionSpec session) {
    List<Double> chances = Objects.requireNonNull(session.continueProbability());
    list("continue_probability", indent, '[', chances.stream().map(ProfileText::number).toList());
    Map<String, TimeSpan> gaps = Objects.requireNonNull(session.thinkTime().quantiles());
    line(indent + "think_time:");
    list("quantiles", indent + "  ", '{', entries(gaps));
    if (session.newTokens() != null) {
      quantiles("new_tokens", indent, session.newTokens());
    }
    Count longest = session.maxContext();
    if (longest != null) {
      line(indent + "max_context: " + longest.value());
    }
  }

  private void quantiles(String key, String indent, LengthSpec lengths) {
    line(indent + key + ":");
    Map<String, Double> table = Objects.requireNonNull(lengths.quantiles());
    list(
        "quantiles",
        indent + "  ",
        '{',
        table.entrySet().stream()
            .map(entry -> entry.getKey() + ": " + number(entry.getValue()))
            .toList());
  }

  private static String prefix(PrefixSpec prefix) {
    if (prefix.choices() == null) {
      return "{tokens: " + Objects.requireNonNull(prefix.tokens()).value() + "}";
    }
    return prefix.choices().stream()
        .map(
            choice ->
                "{tokens: "
                    + choice.tokens().value()
                    + ", weight: "
                    + number(Objects.requireNonNull(choice.weight()))
                    + "}")
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static List<String> entries(Map<String, TimeSpan> spans) {
    return spans.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + entry.getValue())
        .toList();
  }

  /** Entries in as many lines as they need. */
  private void list(String key, String indent, char bracket, List<String> entries) {
    StringBuilder line = new StringBuilder(indent + key + ": " + bracket);
    for (int i = 0; i < entries.size(); i++) {
      boolean last = i == entries.size() - 1;
      String entry = entries.get(i) + (last ? (bracket == '[' ? "]" : "}") : ",");
      if (line.length() + entry.length() >= LINE) {
        line(line.toString().stripTrailing());
        line.setLength(0);
        line.append(indent).append("  ");
      }
      line.append(entry).append(last ? "" : " ");
    }
    line(line.toString());
  }

  private static String rate(Rate rate) {
    String unit = rate.per() == Rate.Per.SECOND ? "s" : rate.per().name().toLowerCase(Locale.ROOT);
    return rate.amount().toPlainString() + "/" + (unit.equals("minute") ? "min" : unit);
  }

  private static String number(double value) {
    return Digits.decimal(value, 9).toPlainString();
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
