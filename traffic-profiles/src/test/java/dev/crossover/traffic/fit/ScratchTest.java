package dev.crossover.traffic.fit;

import dev.crossover.engine.kernel.*;
import dev.crossover.engine.request.*;
import dev.crossover.engine.units.*;
import dev.crossover.traffic.analysis.*;
import dev.crossover.traffic.arrival.*;
import dev.crossover.traffic.trace.*;
import java.nio.file.Path;
import java.time.*;
import java.util.*;

class ScratchTest {
  public static void main(String[] x) { new ScratchTest().go(); }
  void go() {
    long S = 1_000_000_000L;
    long[] widths = {S, 3 * S, 10 * S, 30 * S, 60 * S, 120 * S, 300 * S};
    for (String f :
        new String[] {
           "azure2023/AzureLLMInferenceTrace_conv.csv","azure2023/AzureLLMInferenceTrace_code.csv"
        }) {
      Trace t =
          Trace.of(
              new ReplaySpec("/work/shared/data/traces/" + f, null, null, null, null, null),
              Path.of("/"));
      long end = t.summary(0, 1L << 60, 1L << 60, 0).lastNanos();
      ArrivalCurve.Counter c = new ArrivalCurve.Counter(widths);
      LengthSketch lp = new LengthSketch(), lo = new LengthSketch();
      Playback.play(
          t.open("default", 0, Long.MAX_VALUE),
          0,
          Long.MAX_VALUE,
          a -> {
            c.add(a);
            lp.add(a.promptTokens);
            lo.add(a.outputTokens);
          });
      ArrivalCurve rec = c.finish(end);
      double rate = rec.requests() / (end / 1e9);
      int reps = (int) (8e5 / rec.requests());
      java.util.function.Function<Bursts, ArrivalCurve> gen =
          b -> generate(b, rate, end, widths, reps, 1);
      long t0 = System.nanoTime();
      Bursts b =
          new BurstFit(
                  rec,
                  Collections.nCopies(widths.length, 0.0),
                  new DispersionFit(
                      rate, end / 1e9, Arrays.stream(widths).mapToObj(w -> w / 1e9).toList(), List.of(1.0,.3,1.0,.3,1.0,.3,.7)),
                  gen)
              .fit();
      System.out.println(f + " " + b + " " + (System.nanoTime() - t0) / 1e9 + " s");
      System.out.println(" rec " + rec.idc() + " " + rec.gapCv() + " " + rec.peakMinute());
      for (int seed = 1; seed < 4; seed++) {
        ArrivalCurve g = generate(b, rate, end, widths, seed == 1 ? reps : 100, seed);
        System.out.println(" gen " + g.idc() + " " + g.gapCv() + " " + g.peakMinute());
      }
      if(false) for (LengthSketch l : List.of(lp, lo)) {
        Map<String, Double> q = QuantileFit.of(l);
        System.out.println(q.size() + " " + q);
        var d =
            dev.crossover.traffic.length.LengthDistribution.of(
                new dev.crossover.traffic.length.LengthSpec(
                    null, null, null, null, null, null, null, q, null, null),
                1 << 26);
        LengthSketch g = new LengthSketch();
        for (int i = 0; i < 200000; i++) g.add(d.tokens((i + .5) / 200000));
        System.out.println(
            " KS " + g.distance(l) + " mean " + g.mean() / l.mean() + " " + d.mean() / l.mean());
      }
    }
  }

  static ArrivalCurve generate(
      Bursts b, double rate, long end, long[] widths, int reps, long seed) {
    List<ArrivalCurve> cs = new ArrayList<>();
    RatePlan plan =
        RatePlan.of(
            new RateShape(null, b.modulation(), List.of(), List.of()),
            TimeSpan.valueOf("720h"),
            new LocalCalendar(LocalDateTime.of(2026, 1, 5, 0, 0), ZoneId.of("UTC")),
            rate,
            true,
            0,
            end);
    Arrival a = new Arrival();
    for (int r = 0; r < reps; r++) {
      ArrivalTimes times =
          plan.arrivals(b.arrival(), new RandomStreams(seed, r), "default", "", end);
      ArrivalCurve.Counter c = new ArrivalCurve.Counter(widths);
      for (long n = times.next(); n != ArrivalTimes.NONE; n = times.next()) {
        a.nanos = n;
        c.add(a);
      }
      cs.add(c.finish(end));
    }
    return ArrivalCurve.mean(cs);
  }
}
