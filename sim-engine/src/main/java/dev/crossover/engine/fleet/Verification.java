package dev.crossover.engine.fleet;

import dev.crossover.engine.reference.ShadowedEngine;
import dev.crossover.engine.serving.EngineListener;
import dev.crossover.engine.serving.ServingEngine;
import dev.crossover.engine.serving.StepObserver;
import dev.crossover.engine.serving.StepTimeModel;

/**
 * How closely a run checks itself. Results are the same under all of them; a law that does not hold
 * ends the run with a {@code BrokenLawException}.
 */
public enum Verification {
  /** Nothing is checked. */
  NONE,

  /** The books of each replication are checked when it ends. */
  END,

  /** In addition each schedule call of each engine, which therefore steps. */
  STEP {
    @Override
    ServingEngine engine(
        FleetPlan plan, StepTimeModel time, EngineListener listener, StepObserver outputs) {
      StepObserver laws = plan.batching().policy().laws(plan.args());
      return plan.newEngine(time, listener, new LawsAndOutputs(laws, outputs));
    }
  },

  /**
   * In addition to the books, each engine is compared with the reference beside it; one that
   * batches in a way for which there is no reference is checked as by {@link #STEP}.
   */
  SHADOW {
    @Override
    ServingEngine engine(
        FleetPlan plan, StepTimeModel time, EngineListener listener, StepObserver outputs) {
      if (plan.batching().policy() != BatchingPolicy.CONTINUOUS) {
        return STEP.engine(plan, time, listener, outputs);
      }
      return new ShadowedEngine(
          plan.args(), plan.time().get(), listener, told -> plan.newEngine(time, told, outputs));
    }
  };

  /**
   * An engine of the fleet, watched as this mode says.
   *
   * @param time its step times, shared by the fleet; a reference beside it has a model of its own
   * @param outputs hears the engine, unless it is {@link StepObserver#NONE}
   */
  ServingEngine engine(
      FleetPlan plan, StepTimeModel time, EngineListener listener, StepObserver outputs) {
    return plan.newEngine(time, listener, outputs);
  }

  boolean checksBooks() {
    return this != NONE;
  }
}
