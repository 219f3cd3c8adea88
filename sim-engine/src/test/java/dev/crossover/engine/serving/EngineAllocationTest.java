package dev.crossover.engine.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossover.engine.reference.Silence;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A million steps of a closed loop, preemptions among them, allocate nothing. */
class EngineAllocationTest {
  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final int ATTEMPTS = 3;

  /** What a kind of engine does that another does not. */
  private enum Kind {
    PLAIN,
    ASYNC,
    PRIORITY,
    CACHING,
    ASYNC_CACHING_SHARED,
    SPECULATING,
    WINDOWED;

    EngineArgs args(int blocks) {
      EngineArgs.Builder args =
          PlainEngine.args(8, 64, 400, 16, blocks + 1, true, true, 0).toBuilder();
      return switch (this) {
        case PLAIN -> args.build();
        case ASYNC -> args.asyncScheduling(true).build();
        case PRIORITY -> args.policy(SchedulingPolicy.PRIORITY).build();
        case CACHING -> args.enablePrefixCaching(true).build();
        case ASYNC_CACHING_SHARED -> args.asyncScheduling(true).enablePrefixCaching(true).build();
        case SPECULATING -> args.enablePrefixCaching(true).numSpeculativeTokens(2).build();
        case WINDOWED -> args.slidingWindow(100).build();
      };
    }
  }

  @ParameterizedTest
  @CsvSource({"PLAIN, false, 40", "PLAIN, true, 40", "PLAIN, false, 200", "PLAIN, true, 200"})
  void aMillionStepsAllocateNothing(Kind kind, boolean leap, int blocks) {
    check(new ClosedLoop(kind, leap, blocks), 1_000_000);
  }

  @ParameterizedTest
  @CsvSource({
    "ASYNC, true, 40",
    "PRIORITY, true, 40",
    "CACHING, true, 40",
    "CACHING, false, 200",
    "ASYNC_CACHING_SHARED, true, 40",
    "ASYNC_CACHING_SHARED, true, 200",
    "SPECULATING, true, 40",
    "WINDOWED, true, 40"
  })
  void noKindOfEngineAllocatesInItsSteps(Kind kind, boolean leap, int blocks) {
    ClosedLoop loop = new ClosedLoop(kind, leap, blocks);
    check(loop, 200_000);
    if (kind == Kind.ASYNC_CACHING_SHARED) {
      assertThat(loop.usage.prefixHitTokens).as("tokens found cached").isGreaterThan(50_000);
    }
  }

  private static void check(ClosedLoop loop, long steps) {
    loop.runSteps(100_000);
    assertThat(leastAllocated(loop, steps)).as("bytes allocated in %d steps", steps).isZero();
    if (loop.isTight) {
      assertThat(loop.usage.preemptions).as("preemptions").isGreaterThan(1_000);
    }
  }

  /** The machine itself allocates some 300 bytes on the thread now and then; not each time. */
  private static long leastAllocated(ClosedLoop loop, long steps) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < ATTEMPTS && least > 0; i++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      loop.runSteps(steps);
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }

  /** Six users, each asking again as soon as it is answered. */
  private static final class ClosedLoop extends Silence {
    private static final int USERS = 6;

    private final EngineUsage usage = new EngineUsage();
    private final EngineRequest request = new EngineRequest();
    private final TokenContent[] texts = {TokenContent.of(1, 70), TokenContent.of(2, 40)};
    private final DraftAcceptance acceptance = (verification, index) -> (verification + index) % 3;
    private final ServingEngine engine;
    private final boolean shared;
    private final boolean isTight;
    private final int[] done = new int[USERS];
    private int doneCount;
    private long asked;

    ClosedLoop(Kind kind, boolean leap, int blocks) {
      isTight = blocks == 40 && kind != Kind.WINDOWED;
      shared = kind == Kind.ASYNC_CACHING_SHARED;
      AffineTime time = new AffineTime(35_000_000, 1_000, 70, 900, 1);
      engine = new EngineCore(kind.args(blocks), time, this, leap);
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

    private void ask(int user, long nanos) {
      asked++;
      request.plain(user, 20 + (int) (asked % 61), 50 + (int) (asked % 97), true);
      request.priority = (int) (asked % 3);
      request.sequence = asked;
      request.acceptance = acceptance;
      if (shared && asked % 4 > 0) {
        request.content = texts[(int) (asked % 2)];
        request.outputStream = 100 + asked % 5;
      }
      engine.enqueue(request, nanos);
    }

    @Override
    public void finished(int tag, FinishReason reason, long nanos) {
      done[doneCount++] = tag;
    }
  }
}
