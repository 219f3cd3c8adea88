package dev.crossover.engine.serving;

import dev.crossover.engine.reference.ReferenceEngine;
import dev.crossover.engine.reference.ShadowedEngine;

/** The engines that must agree. */
enum EngineKind {
  REFERENCE {
    @Override
    ServingEngine create(
        EngineArgs args, StepTimeModel time, EngineListener listener, StepObserver observer) {
      return new ReferenceEngine(args, time, listener, observer);
    }
  },
  STEPPING {
    @Override
    ServingEngine create(
        EngineArgs args, StepTimeModel time, EngineListener listener, StepObserver observer) {
      return new EngineCore(args, time, listener, false, observer);
    }
  },
  LEAPING {
    @Override
    ServingEngine create(
        EngineArgs args, StepTimeModel time, EngineListener listener, StepObserver observer) {
      return new EngineCore(args, time, listener, true, observer);
    }
  },
  SHADOWED {
    @Override
    ServingEngine create(
        EngineArgs args, StepTimeModel time, EngineListener listener, StepObserver observer) {
      return new ShadowedEngine(
          args, time, listener, told -> new EngineCore(args, time, told, true, observer));
    }
  };

  abstract ServingEngine create(
      EngineArgs args, StepTimeModel time, EngineListener listener, StepObserver observer);
}
