package dev.crossover.engine.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A million steps of a closed loop, preemptions among them, allocate nothing. */
class EngineAllocationTest {
  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  @ParameterizedTest
  @CsvSource({"false, 40", "true, 40", "false, 200", "true, 200"})
  void aMillionStepsAllocateNothing(boolean leap, int blocks) {
    ClosedLoop loop = new ClosedLoop(leap, blocks);
    loop.runSteps(100_000);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    loop.runSteps(1_000_000);
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    assertThat(allocated).as("bytes allocated in a million steps").isZero();
    if (blocks == 40) {
      assertThat(loop.usage.preemptions).as("preemptions").isGreaterThan(1_000);
    }
  }

  /** Six users, each asking again as soon as it is answered. */
  private static final class ClosedLoop implements EngineListener {
    private static final int USERS = 6;

    private final EngineUsage usage = new EngineUsage();
    private final ServingEngine engine;
    private final int[] done = new int[USERS];
    private int doneCount;
    private long asked;

    ClosedLoop(boolean leap, int blocks) {
      EngineArgs args = PlainEngine.args(8, 64, 400, 16, blocks + 1, true, true, 0);
      engine = new EngineCore(args, new AffineTime(35_000_000, 1_000, 70, 900, 1), this, leap);
      for (int user = 0; user < USERS; user++) {
        ask(user, 0);
      }
    }

    void runSteps(long more) {
      long until = usage.steps + more;
      while (usage.steps < until) {
        for (int i = 0; i < 1_000; i++) {
          long nanos = engine.nextEventNanos();
          engine.advanceTo(nanos);
          while (doneCount > 0) {
            ask(done[--doneCount], nanos);
          }
        }
        engine.usageAt(engine.nextEventNanos(), usage);
      }
    }

    private final EngineRequest request = new EngineRequest();

    private void ask(int user, long nanos) {
      asked++;
      engine.enqueue(
          request.plain(user, 20 + (int) (asked % 61), 50 + (int) (asked % 97), true), nanos);
    }

    @Override
    public void finished(int tag, FinishReason reason, long nanos) {
      done[doneCount++] = tag;
    }

    @Override
    public void scheduled(int tag, int cachedTokens, long nanos) {}

    @Override
    public void firstToken(int tag, long nanos) {}

    @Override
    public void preempted(int tag, long nanos) {}

    @Override
    public void gap(long gapPicos, int count, long nanos) {}

    @Override
    public void gaps(long firstPicos, long growthPicos, int steps, int count) {}
  }
}
