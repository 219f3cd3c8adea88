package dev.crossover.traffic.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossover.engine.request.Arrival;
import dev.crossover.engine.request.Fate;
import dev.crossover.engine.serving.TokenContent;
import dev.crossover.traffic.analysis.ArrivalChecksum;
import dev.crossover.traffic.profile.Driven.Seen;
import dev.crossover.traffic.session.BatchSpec;
import dev.crossover.traffic.session.ClosedLoopSpec;
import dev.crossover.traffic.session.ContextRule;
import dev.crossover.traffic.session.SessionSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What holds of every request of a profile that begins on a Monday in UTC, however it ends. */
final class ProfileLaws implements Driven.Watcher {
  private static final long DAY_NANOS = 86_400_000_000_000L;
  private static final int ORDINAL_BITS = 54;
  private static final int TURN_BITS = 16;

  private final List<ClassPlan> plans;
  private final long endNanos;
  private final long[] inFlight;
  private final long[] arrived;
  private final Map<Long, TokenContent> contents = new HashMap<>();

  /** Requests by class and job, where the class has jobs. */
  private final Map<List<Long>, Long> ofJob = new HashMap<>();

  private final ArrivalChecksum checksum = new ArrivalChecksum();

  ProfileLaws(ProfileSpec spec, long endNanos) {
    this.plans = ClassPlan.of(spec);
    this.endNanos = endNanos;
    this.inFlight = new long[plans.size()];
    this.arrived = new long[plans.size()];
  }

  static int classIndex(long id) {
    return (int) (id >>> ORDINAL_BITS);
  }

  /** The session of a request, its class included; of one that stands alone, nothing. */
  static long session(long id) {
    return id >>> TURN_BITS;
  }

  static long ordinal(long id) {
    return id & (1L << ORDINAL_BITS) - 1;
  }

  String checksum() {
    return checksum.digits();
  }

  @Override
  public void arrived(Arrival arrival) {
    checksum.add(arrival);
    int index = classIndex(arrival.id);
    assertThat(arrival.classIndex).isEqualTo(index);
    assertThat(arrival.nanos).isLessThan(endNanos);
    ClassPlan plan = plans.get(index);
    arrived[index]++;
    checkTokens(plan, arrival);
    checkContext(plan, arrival);
    assertThat(arrival.giveUpNanos).isGreaterThanOrEqualTo(arrival.nanos);
    if (arrival.nanos < arrival.giveUpNanos) {
      inFlight[index]++;
      assertThat(inFlight[index]).isLessThanOrEqualTo(places(plan.load()));
    }
    ClosedLoopSpec loop = plan.load().closedLoop();
    if (loop != null && loop.requests() != null) {
      assertThat(arrived[index]).isLessThanOrEqualTo(loop.requests().value());
    }
    if (plan.load().batch() != null) {
      checkJob(index, plan.load().batch(), arrival);
    }
  }

  @Override
  public void ended(Seen request, long nanos, Fate fate) {
    if (request.nanos() < request.giveUpNanos()) {
      inFlight[request.classIndex()]--;
    }
  }

  /** Of every job whose end was seen, all requests were counted. */
  void checkJobs() {
    for (int index = 0; index < plans.size(); index++) {
      BatchSpec batch = plans.get(index).load().batch();
      for (long job = 0; batch != null && startNanos(batch, job) < endNanos; job++) {
        boolean seen = batch.maxConcurrency() == null || deadlineNanos(batch, job) < endNanos;
        long count = ofJob.getOrDefault(List.of((long) index, job), 0L);
        assertThat(count)
            .as("class " + index + ", job " + job)
            .isBetween(seen ? batch.requests().value() : 0, batch.requests().value());
      }
    }
  }

  private static void checkTokens(ClassPlan plan, Arrival arrival) {
    TokenContent content = arrival.content;
    assertThat(arrival.promptTokens).isPositive().isGreaterThanOrEqualTo(content.tokens());
    int limit = plan.requests().outputLimit();
    assertThat(arrival.maxTokens).isEqualTo(limit);
    assertThat(arrival.outputTokens).isBetween(1, limit == 0 ? Integer.MAX_VALUE : limit);
    int sum = 0;
    for (int i = 0; i < content.size(); i++) {
      assertThat(content.stream(i)).as("no trace names it").isNegative();
      assertThat(content.stream(i)).isNotEqualTo(TokenContent.PRIVATE_STREAM);
      sum += content.length(i);
    }
    assertThat(sum).isEqualTo(content.tokens());
  }

  /** A prompt begins with the one before it, unless the oldest turns were left out. */
  private void checkContext(ClassPlan plan, Arrival arrival) {
    SessionSpec session = plan.requests().session();
    if (session == null) {
      return;
    }
    if (session.maxContext() != null) {
      int prefix = plan.requests().prefix() == null ? 0 : arrival.content.length(0);
      assertThat((long) arrival.promptTokens)
          .isLessThanOrEqualTo(Math.max(session.maxContext().value(), prefix + 1));
      return;
    }
    TokenContent before = contents.put(session(arrival.id), arrival.content);
    if (before != null && session.context() != ContextRule.NONE) {
      assertThat(arrival.content.tokens()).isGreaterThanOrEqualTo(before.tokens());
      for (int i = 0; i < before.size(); i++) {
        assertThat(arrival.content.stream(i)).isEqualTo(before.stream(i));
        assertThat(arrival.content.offset(i)).isEqualTo(before.offset(i));
        assertThat(arrival.content.length(i)).isGreaterThanOrEqualTo(before.length(i));
      }
    }
  }

  private void checkJob(int index, BatchSpec batch, Arrival arrival) {
    long job = ordinal(arrival.id) / batch.requests().value();
    assertThat(arrival.nanos).isBetween(startNanos(batch, job), deadlineNanos(batch, job));
    assertThat(arrival.giveUpNanos).isLessThanOrEqualTo(deadlineNanos(batch, job));
    ofJob.merge(List.of((long) index, job), 1L, Long::sum);
  }

  private static long startNanos(BatchSpec batch, long job) {
    return job * DAY_NANOS + batch.at().time().toNanoOfDay();
  }

  private static long deadlineNanos(BatchSpec batch, long job) {
    return batch.deadline() == null
        ? Long.MAX_VALUE
        : startNanos(batch, job) + batch.deadline().nanos();
  }

  private static long places(LoadKeys load) {
    if (load.closedLoop() != null) {
      return load.closedLoop().clients();
    }
    return load.batch() == null || load.batch().maxConcurrency() == null
        ? Long.MAX_VALUE
        : load.batch().maxConcurrency().value();
  }
}
