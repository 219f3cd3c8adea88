package dev.crossover.experiments.report.traffic;

import dev.crossover.engine.request.Arrival;

/** What one traffic class amounts to. */
final class ClassCounts {
  final String name;
  long requests;
  double promptTokens;
  double outputTokens;

  ClassCounts(String name) {
    this.name = name;
  }

  void add(Arrival arrival) {
    requests++;
    promptTokens += arrival.promptTokens;
    outputTokens += arrival.outputTokens;
  }
}
