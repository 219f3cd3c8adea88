package dev.crossover.traffic.length;

import dev.crossover.engine.kernel.RandomStream;
import dev.crossover.engine.kernel.RandomStreams;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/** Measures how many lengths of each law one core draws in a second of its own time. */
final class LengthThroughput {
  private static final int WARM_UP = 5;
  private static final int DRAWS = 10_000_000;

  private LengthThroughput() {}

  public static void main(String[] args) {
    Map<String, DoubleUnaryOperator> samplers = new LinkedHashMap<>();
    samplers.put("uniform draw alone", uniform -> uniform);
    laws().forEach((name, law) -> samplers.put(name, law::tokens));
    DurationDistribution think =
        DurationDistribution.of(Blocks.duration(LengthLaw.LOGNORMAL, "120s", 0.98));
    samplers.put("duration", think::nanos);
    Copula copula = new Copula(0.3);
    samplers.put("copula", uniform -> copula.correlated(uniform, 1 - uniform));
    RandomStream draws = new RandomStreams(1, 0).stream("speed");
    for (int round = 0; round < WARM_UP; round++) {
      boolean last = round == WARM_UP - 1;
      samplers.forEach((name, sampler) -> time(name, sampler, draws, last));
    }
  }

  private static Map<String, LengthDistribution> laws() {
    Map<String, LengthDistribution> laws = new LinkedHashMap<>();
    laws.put("lognormal", compile(Blocks.named(LengthLaw.LOGNORMAL, "p50", 512, "p99", 3000)));
    laws.put("quantiles", compile(Blocks.quantiles(Map.of("p0", 3.0, "p50", 90.0, "p100", 9e3))));
    laws.put("weibull", compile(Blocks.named(LengthLaw.WEIBULL, "shape", 2.88, "scale", 2860)));
    laws.put("gamma", compile(Blocks.named(LengthLaw.GAMMA, "mean", 500, "cv", 1.3)));
    laws.put("geometric", compile(Blocks.named(LengthLaw.GEOMETRIC, "mean", 8)));
    laws.put(
        "loglogistic", compile(Blocks.named(LengthLaw.LOGLOGISTIC, "p50", 167, "shape", 2.54)));
    laws.put(
        "mixture",
        compile(
            Blocks.mixture(
                List.of(
                    Blocks.part(3.0, LengthLaw.LOGNORMAL, "p50", 200, "sigma", 1),
                    Blocks.part(1.0, LengthLaw.CONSTANT, "mean", 4096)))));
    return laws;
  }

  private static LengthDistribution compile(LengthSpec spec) {
    return LengthDistribution.of(spec, LengthDistribution.UNLIMITED, Path.of("."));
  }

  private static void time(
      String name, DoubleUnaryOperator sampler, RandomStream draws, boolean tell) {
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    double sum = 0;
    for (int i = 0; i < DRAWS; i++) {
      sum += sampler.applyAsDouble(draws.uniform(i));
    }
    double seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e9;
    if (tell) {
      System.out.printf(
          Locale.ROOT, "%-20s %6.1f M/s (mean %s)%n", name, DRAWS / seconds / 1e6, sum / DRAWS);
    }
  }
}
