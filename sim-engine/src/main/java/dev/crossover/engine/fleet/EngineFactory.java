package dev.crossover.engine.fleet;

import dev.crossover.engine.reference.ReferenceEngine;
import dev.crossover.engine.serving.EngineArgs;
import dev.crossover.engine.serving.EngineCore;
import dev.crossover.engine.serving.EngineListener;
import dev.crossover.engine.serving.ServingEngine;
import dev.crossover.engine.serving.StepObserver;
import dev.crossover.engine.serving.StepTimeModel;

/** The ways to compute the same engine. */
public enum EngineFactory {
  /** The fast engine, leaping over decode steps unless each step is observed. */
  LEAP {
    @Override
    ServingEngine create(
        EngineArgs args, StepTimeModel time, EngineListener listener, StepObserver observer) {
      return new EngineCore(args, time, listener, true, observer);
    }
  },
  /** The fast engine, step by step. */
  STEP {
    @Override
    ServingEngine create(
        EngineArgs args, StepTimeModel time, EngineListener listener, StepObserver observer) {
      return new EngineCore(args, time, listener, false, observer);
    }
  },
  /** The oracle. */
  REFERENCE {
    @Override
    ServingEngine create(
        EngineArgs args, StepTimeModel time, EngineListener listener, StepObserver observer) {
      return new ReferenceEngine(args, time, listener, observer);
    }
  };

  abstract ServingEngine create(
      EngineArgs args, StepTimeModel time, EngineListener listener, StepObserver observer);
}
