package dev.crossover.traffic.fit;
import dev.crossover.traffic.trace.*;
import java.nio.file.Path;
import java.time.*;
class ScratchTest {
  public static void main(String[] x) {
    for (String f : x.length>0?x:new String[]{"azure2023/AzureLLMInferenceTrace_conv.csv","azure2023/AzureLLMInferenceTrace_code.csv"}) {
      Trace t = Trace.of(new ReplaySpec("/work/shared/data/traces/"+f,null,null,null,null,null), Path.of("/"));
      long t0=System.nanoTime();
      FittedProfile p=TraceFit.of(()->t.open("default",0,Long.MAX_VALUE),new FitOptions("a","b",LocalDateTime.of(2023,11,16,18,15),512));
      System.out.println((System.nanoTime()-t0)/1e9+" s\n"+p.yaml());
    }
  }
}
