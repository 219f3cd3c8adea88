package dev.crossover.models.catalog;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A GPU: its memory, its peaks and the constants of its step time; one file of {@code models/gpus}.
 *
 * @param id name in the files of instances
 * @param name in words
 * @param source where the facts come from
 * @param validFrom day from which they hold
 * @param quality how far the step time may be trusted
 * @param memoryGib marketed memory, GiB
 * @param usableMemory what the driver lets a process see
 * @param hbmGbPerS peak memory bandwidth, 1e9 bytes per second
 * @param computeCapability CUDA's number of the architecture, such as 9.0 for Hopper; an older one
 *     than data-centre Blackwell's 10.0 unless given
 * @param peakTflops dense peaks, 1e12 FLOP per second
 * @param stepTime constants from which the step time follows
 * @param allReduce measured or estimated all-reduce, one row per tensor parallel size
 */
public record GpuSpec(
    String id,
    String name,
    String source,
    LocalDate validFrom,
    Quality quality,
    int memoryGib,
    UsableMemory usableMemory,
    double hbmGbPerS,
    @Nullable Double computeCapability,
    PeakTflops peakTflops,
    StepTimeConstants stepTime,
    List<AllReduce> allReduce) {
  /**
   * How far the step time of this GPU may be trusted.
   *
   * @param label whether the constants were fitted to this GPU or taken from a relative
   * @param band expected error of end-to-end latency, as a fraction
   * @param note against what it was checked
   */
  public record Quality(QualityLabel label, double band, String note) {
    public Quality {
      Facts.present("quality.label", label);
      Facts.require(band > 0 && band < 1, "quality.band must lie between 0 and 1, not " + band);
      Facts.present("quality.note", note);
    }
  }

  /** Where a GPU's constants come from. */
  public enum QualityLabel {
    /** Fitted to operator tables of this GPU. */
    FITTED,
    /** Taken from a relative, with the target's own peaks. */
    ESTIMATE
  }

  /**
   * Memory a process can see, and who measured it.
   *
   * @param bytes of one GPU
   * @param source who measured it
   */
  public record UsableMemory(long bytes, String source) {
    public UsableMemory {
      Facts.require(bytes > 0, "usable_memory.bytes must be above 0");
      Facts.present("usable_memory.source", source);
    }
  }

  /**
   * Dense matrix peaks, 1e12 FLOP/s.
   *
   * @param bf16 of bfloat16
   * @param fp16 of float16
   * @param fp8 of 8-bit floats, 0 where the GPU has none
   */
  public record PeakTflops(double bf16, double fp16, double fp8) {
    public PeakTflops {
      Facts.positive("peak_tflops.bf16", bf16);
      Facts.positive("peak_tflops.fp16", fp16);
      Facts.notNegative("peak_tflops.fp8", fp8);
    }
  }

  public GpuSpec {
    Facts.entry(id, name, source, validFrom);
    Facts.present("quality", quality);
    Facts.positive("memory_gib", memoryGib);
    Facts.present("usable_memory", usableMemory);
    Facts.require(
        usableMemory.bytes <= memoryGib * (1L << 30),
        "usable_memory.bytes (" + usableMemory.bytes + ") exceeds memory_gib (" + memoryGib + ")");
    Facts.positive("hbm_gb_per_s", hbmGbPerS);
    if (computeCapability != null) {
      Facts.positive("compute_capability", computeCapability);
    }
    Facts.present("peak_tflops", peakTflops);
    Facts.present("step_time", stepTime);
    Facts.present("all_reduce", allReduce);
    allReduce = List.copyOf(allReduce);
  }

  /** Whether it is of the family of B200, for which vLLM has defaults of its own. */
  public boolean isDataCentreBlackwell() {
    return computeCapability != null && computeCapability >= 10 && computeCapability < 11;
  }

  /** Peak of matrix products in a format, FLOP per second. */
  public double peakFlopsPerSecond(Dtype dtype) {
    return 1e12 * (dtype == Dtype.BFLOAT16 ? peakTflops.bf16 : peakTflops.fp16);
  }

  /** Peak memory bandwidth, bytes per second. */
  public double peakBytesPerSecond() {
    return 1e9 * hbmGbPerS;
  }

  /**
   * The all-reduce over {@code tp} GPUs.
   *
   * @throws IllegalArgumentException with the sizes known when this one is not
   */
  public AllReduce allReduce(int tp) {
    return allReduce.stream()
        .filter(row -> row.tensorParallelSize() == tp)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(noAllReduce(tp)));
  }

  private String noAllReduce(int tp) {
    List<Integer> known = allReduce.stream().map(AllReduce::tensorParallelSize).sorted().toList();
    return "tensor_parallel_size (%s) has no all-reduce time on %s. Maybe use one of %s?"
        .formatted(tp, id, known);
  }
}
