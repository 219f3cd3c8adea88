package dev.crossover.experiments.report.bench;

import java.util.List;

/**
 * The peaks over the benchmark cut into seconds from the first start on.
 *
 * @param chunks most chunks in a second; vLLM calls them output tokens
 * @param requests most requests that some part of a second saw
 */
record BusiestSecond(long chunks, long requests) {
  private static final BusiestSecond NONE = new BusiestSecond(0, 0);

  static BusiestSecond of(List<Answer> completed) {
    if (completed.isEmpty()) {
      return NONE;
    }
    double first = completed.stream().mapToDouble(Answer::startSeconds).min().orElse(0);
    double last =
        completed.stream().mapToDouble(a -> a.startSeconds() + a.latencySeconds()).max().orElse(0);
    int seconds = (int) Math.ceil(last - first) + 1;
    long[] chunks = new long[seconds];
    long[] starts = new long[seconds + 1];
    for (Answer answer : completed) {
      for (double time : answer.chunkSeconds()) {
        chunks[(int) (time - first)]++;
      }
      starts[(int) (answer.startSeconds() - first)]++;
      starts[(int) (answer.startSeconds() + answer.latencySeconds() - first) + 1]--;
    }
    long mostChunks = 0;
    long mostRequests = 0;
    long requests = 0;
    for (int i = 0; i < seconds; i++) {
      requests += starts[i];
      mostChunks = Math.max(mostChunks, chunks[i]);
      mostRequests = Math.max(mostRequests, requests);
    }
    return new BusiestSecond(mostChunks, mostRequests);
  }
}
