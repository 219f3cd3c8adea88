package dev.crossover.traffic.profile;

import dev.crossover.engine.kernel.RandomStreams;
import dev.crossover.traffic.session.ClassStream;
import java.util.List;
import java.util.OptionalLong;

/** The compiled traffic of one class, ready to be read as often as there are replications. */
interface ClassTraffic {
  /** An independent reader; the same streams give the same requests. */
  ClassStream open(RandomStreams streams);

  /** What the class amounts to. */
  ClassDescription describe();

  /** The classes that a trace names itself, empty where it names none. */
  default List<String> recordedClasses() {
    return List.of();
  }

  /** Requests until the end of the drain where they can be counted beforehand. */
  OptionalLong knownArrivals();
}
