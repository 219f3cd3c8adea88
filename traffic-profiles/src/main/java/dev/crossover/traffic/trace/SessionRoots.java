package dev.crossover.traffic.trace;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The conversations of a trace whose requests name the one they continue. The most recent requests
 * are remembered, so that memory stays flat; one that continues an older request begins a
 * conversation under that request's name.
 */
final class SessionRoots {
  private static final int REMEMBERED = 100_000;

  private final Map<Long, Long> roots =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Long> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** The conversation of a request that continues another. */
  long of(long request, long parent) {
    long root = roots.getOrDefault(parent, parent);
    roots.put(request, root);
    return root;
  }
}
