package dev.crossover.experiments.transcript;

import dev.crossover.engine.reference.ReferenceEngine;
import dev.crossover.engine.serving.EngineArgs;
import dev.crossover.engine.serving.EngineCore;
import dev.crossover.engine.serving.EngineListener;
import dev.crossover.engine.serving.ServingEngine;
import dev.crossover.engine.serving.StepObserver;
import dev.crossover.engine.serving.StepTimeModel;
import java.util.Locale;

/** The engines that can repeat a recording. */
public enum EngineKind {
  /** The rules in plain words. */
  REFERENCE {
    @Override
    ServingEngine create(
        EngineArgs args, StepTimeModel time, EngineListener listener, StepObserver observer) {
      return new ReferenceEngine(args, time, listener, observer);
    }
  },
  /** The fast engine, step by step. */
  CORE {
    @Override
    ServingEngine create(
        EngineArgs args, StepTimeModel time, EngineListener listener, StepObserver observer) {
      return new EngineCore(args, time, listener, false, observer);
    }
  };

  /** The name in {@code --engine}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  abstract ServingEngine create(
      EngineArgs args, StepTimeModel time, EngineListener listener, StepObserver observer);
}
