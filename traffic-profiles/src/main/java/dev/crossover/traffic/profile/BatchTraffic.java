package dev.crossover.traffic.profile;

import dev.crossover.engine.kernel.RandomStreams;
import dev.crossover.traffic.session.BatchJobs;
import dev.crossover.traffic.session.BatchStream;
import dev.crossover.traffic.session.ClassStream;
import java.nio.file.Path;
import java.util.Objects;
import java.util.OptionalLong;

/** Jobs of many requests that begin at a time of the day. */
final class BatchTraffic implements ClassTraffic {
  private final ClassPlan plan;
  private final BatchJobs jobs;
  private final GeneratedClass generated;
  private final TrafficWindow window;

  private BatchTraffic(
      ClassPlan plan, BatchJobs jobs, GeneratedClass generated, TrafficWindow window) {
    this.plan = plan;
    this.jobs = jobs;
    this.generated = generated;
    this.window = window;
  }

  static BatchTraffic of(ClassPlan plan, ProfileSpec profile, TrafficWindow window, Path folder) {
    BatchJobs jobs =
        BatchJobs.of(
            Objects.requireNonNull(plan.load().batch()), profile.calendar(), window.endNanos());
    if (jobs.startNanos().isEmpty()) {
      throw new IllegalArgumentException(
          "batch has no job before the end of the simulation. Maybe a longer horizon, or other"
              + " days");
    }
    return new BatchTraffic(plan, jobs, GeneratedClass.of(plan, folder), window);
  }

  @Override
  public ClassStream open(RandomStreams streams) {
    return new BatchStream(jobs, generated.laws(), generated.traits(), streams, window.endNanos());
  }

  @Override
  public ClassDescription describe() {
    return new ClassDescription(
        plan.name(),
        jobs.requests(window.measuredFromNanos(), window.measuredToNanos()),
        null,
        generated.laws().meanPrompt(),
        generated.laws().output().mean(),
        0,
        1,
        jobs.atOnce() ? 0 : jobs.places(),
        0);
  }

  @Override
  public OptionalLong knownArrivals() {
    return jobs.atOnce()
        ? OptionalLong.of(jobs.requests(0, window.endNanos()))
        : OptionalLong.empty();
  }
}
