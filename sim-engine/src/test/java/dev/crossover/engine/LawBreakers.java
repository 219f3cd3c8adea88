package dev.crossover.engine;

import dev.crossover.engine.request.Arrival;
import java.io.File;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleUnaryOperator;
import nl.tudelft.simulation.dsol.simulators.RunState;

/** One small crime per class; each must be seen by its law. */
final class LawBreakers {
  private LawBreakers() {}

  static final class UsesDsol {
    RunState state = RunState.STARTED;
  }

  static final class ReadsFiles {
    boolean there = new File("here").exists();
  }

  static final class RollsDice {
    int roll = new Random(1).nextInt();
  }

  static final class RollsSharedDice {
    int roll = ThreadLocalRandom.current().nextInt();
  }

  static final class RollsMathDice {
    double roll = Math.random();
  }

  static final class StartsThreads {
    Thread thread = new Thread(() -> {});
  }

  static final class ReadsNanoTime {
    long time = System.nanoTime();
  }

  static final class ReadsInstant {
    Instant time = Instant.now();
  }

  static final class ReadsClock {
    Clock clock = Clock.systemUTC();
  }

  static final class ReadsDate {
    Date date = new Date();
  }

  static final class CallsExp {
    double e = Math.exp(1);
  }

  static final class RefersToLog {
    DoubleUnaryOperator log = Math::log;
  }

  static final class CountsInAStatic {
    static int count;
  }

  static final class ReadsTheFuture {
    int peek(Arrival arrival) {
      return arrival.outputTokens;
    }
  }

  /** None of the laws minds this one. */
  static final class Citizen {
    double root = Math.sqrt(2) + StrictMath.exp(1);
  }
}
