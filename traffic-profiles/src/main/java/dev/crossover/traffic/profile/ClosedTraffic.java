package dev.crossover.traffic.profile;

import dev.crossover.engine.kernel.RandomStreams;
import dev.crossover.traffic.session.ClassStream;
import dev.crossover.traffic.session.ClosedLoopSpec;
import dev.crossover.traffic.session.ConcurrentStream;
import dev.crossover.traffic.session.UserStream;
import java.nio.file.Path;
import java.util.Objects;
import java.util.OptionalLong;

/** Clients in a closed loop: how many requests they send depends on how fast they are answered. */
final class ClosedTraffic implements ClassTraffic {
  private final ClassPlan plan;
  private final ClosedLoopSpec loop;
  private final GeneratedClass generated;
  private final long endNanos;

  private ClosedTraffic(
      ClassPlan plan, ClosedLoopSpec loop, GeneratedClass generated, long endNanos) {
    this.plan = plan;
    this.loop = loop;
    this.generated = generated;
    this.endNanos = endNanos;
  }

  static ClosedTraffic of(ClassPlan plan, TrafficWindow window, Path folder) {
    return new ClosedTraffic(
        plan,
        Objects.requireNonNull(plan.load().closedLoop()),
        GeneratedClass.of(plan, folder),
        window.endNanos());
  }

  @Override
  public ClassStream open(RandomStreams streams) {
    return loop.concurrency() == null
        ? new UserStream(
            loop,
            generated.sessions(),
            generated.laws(),
            generated.traits(),
            plan.owner(),
            streams,
            endNanos)
        : new ConcurrentStream(loop, generated.laws(), generated.traits(), streams, endNanos);
  }

  @Override
  public ClassDescription describe() {
    SessionMeans means = SessionMeans.of(generated, plan.owner());
    return new ClassDescription(
        plan.name(),
        Double.NaN,
        null,
        means.promptTokens(),
        means.outputTokens(),
        0,
        means.turns(),
        loop.clients(),
        0);
  }

  @Override
  public OptionalLong knownArrivals() {
    return OptionalLong.empty();
  }
}
