package dev.crossover.engine.fleet;

import dev.crossover.engine.batching.Grouping;
import dev.crossover.engine.batching.StaticEngine;
import dev.crossover.engine.batching.StaticLaws;
import dev.crossover.engine.reference.StepLaws;
import dev.crossover.engine.serving.EngineArgs;
import dev.crossover.engine.serving.EngineListener;
import dev.crossover.engine.serving.SchedulingPolicy;
import dev.crossover.engine.serving.ServingEngine;
import dev.crossover.engine.serving.StepObserver;
import dev.crossover.engine.serving.StepTimeModel;
import java.util.Locale;

/** The ways to batch requests, by the names experiments use. */
public enum BatchingPolicy {
  /** Requests join and leave at every step, as in vLLM. */
  CONTINUOUS {
    @Override
    public EngineArgs limits(EngineArgs args) {
      return args;
    }

    @Override
    StepObserver laws(EngineArgs args) {
      return new StepLaws(args);
    }

    @Override
    ServingEngine create(
        FleetPlan plan, StepTimeModel time, EngineListener listener, StepObserver observer) {
      return plan.engine().create(plan.args(), time, listener, observer);
    }
  },

  /**
   * Those that came first form a batch of up to max_num_seqs, prompts padded to the longest; nobody
   * joins until the last has ended.
   */
  STATIC {
    @Override
    ServingEngine create(
        FleetPlan plan, StepTimeModel time, EngineListener listener, StepObserver observer) {
      return staticEngine(plan, Grouping.ARRIVAL, time, listener, observer);
    }
  },

  /**
   * As static, but all that wait are first sorted by prompt length and cut into batches, which are
   * served one after the other.
   */
  STATIC_GROUPED {
    @Override
    ServingEngine create(
        FleetPlan plan, StepTimeModel time, EngineListener listener, StepObserver observer) {
      return staticEngine(plan, Grouping.SIMILAR_LENGTH, time, listener, observer);
    }
  };

  /**
   * The limits of an engine that batches this way: what only continuous batching has is off, or
   * refused where the requests would not be served without it.
   *
   * @throws IllegalArgumentException that begins with {@code batching} where it is impossible
   */
  public EngineArgs limits(EngineArgs args) {
    refuse(args.policy() != SchedulingPolicy.FCFS, "priorities");
    refuse(args.numSpeculativeTokens() > 0, "speculation");
    refuse(args.slidingWindow() > 0, "a sliding window");
    refuse(args.maxLoras() > 0, "LoRA");
    refuse(args.longPrefillTokenThreshold() > 0, "long_prefill_token_threshold");
    return args.toBuilder().asyncScheduling(false).enablePrefixCaching(false).build();
  }

  /** The laws of every schedule call of such an engine. */
  StepObserver laws(EngineArgs args) {
    return new StaticLaws(args);
  }

  abstract ServingEngine create(
      FleetPlan plan, StepTimeModel time, EngineListener listener, StepObserver observer);

  private static ServingEngine staticEngine(
      FleetPlan plan,
      Grouping grouping,
      StepTimeModel time,
      EngineListener listener,
      StepObserver observer) {
    long timeoutNanos = plan.batching().timeoutNanos();
    return new StaticEngine(plan.args(), grouping, timeoutNanos, time, listener, observer);
  }

  private void refuse(boolean wanted, String what) {
    if (wanted) {
      throw new IllegalArgumentException(
          "batching is not possible as %s with %s. Maybe continuous?"
              .formatted(name().toLowerCase(Locale.ROOT), what));
    }
  }
}
