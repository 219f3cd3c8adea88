package dev.crossover.engine.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossover.engine.serving.BatchShape;
import dev.crossover.engine.serving.EngineArgs;
import dev.crossover.engine.serving.EngineCore;
import dev.crossover.engine.serving.EngineListener;
import dev.crossover.engine.serving.EngineUsage;
import dev.crossover.engine.serving.FinishReason;
import dev.crossover.engine.serving.Line;
import dev.crossover.engine.serving.PlainEngine;
import dev.crossover.engine.serving.ServingEngine;
import dev.crossover.engine.serving.StepTimeModel;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Three requests in eight usable blocks, so that one must yield; steps of about a microsecond. */
class ShadowedEngineTest {
  private static final EngineArgs ARGS = PlainEngine.args(4, 32, 64, 4, 9, true, true, 0);
  private static final StepTimeModel TIME = new Slope(1_000_003, 7);

  /** A step time that grows with the contexts. */
  private record Slope(long basePicos, long slopePicos) implements StepTimeModel {
    @Override
    public long stepPicos(BatchShape batch) {
      return basePicos + slopePicos * batch.decodeContextTokens + 11L * batch.prefillTokens;
    }

    @Override
    public void decodeLine(BatchShape batch, Line out) {
      out.basePicos = basePicos;
      out.slopePicos = slopePicos;
    }
  }

  @Test
  void anHonestEngineIsLeftAlone() {
    EngineUsage usage = run(told -> new EngineCore(ARGS, TIME, told, true));
    assertThat(usage.sampled).isEqualTo(14 + 12 + 9);
    assertThat(usage.preemptions).isPositive();
  }

  static Stream<Arguments> lies() {
    return Stream.of(
        lie(
            "tells first schedule, 0 tokens cached, of request 0 at 0 ns, expected first schedule",
            told ->
                new Cheat(told) {
                  @Override
                  public void scheduled(int tag, int cachedTokens, long nanos) {
                    super.scheduled(0, cachedTokens, nanos);
                  }
                }),
        lie(
            "tells nothing, expected first token of request 0",
            told ->
                new Cheat(told) {
                  @Override
                  public void firstToken(int tag, long nanos) {}
                }),
        lie(
            "tells end by length of request 0 at 14003 ns, expected end by length of request 0 at 14002",
            told ->
                new Cheat(told) {
                  @Override
                  public void finished(int tag, FinishReason reason, long nanos) {
                    super.finished(tag, reason, nanos + 1);
                  }
                }),
        lie(
            "tells abort after 1 tokens of request 3 at 5000 ns, expected abort after 0 tokens",
            told ->
                new Cheat(told) {
                  @Override
                  public void aborted(int tag, int outputTokens, long nanos) {
                    super.aborted(tag, outputTokens + 1, nanos);
                  }
                }),
        lie(
            "tells preemption of request 1 at 7001 ns, expected nothing",
            told ->
                new Cheat(told) {
                  @Override
                  public void preempted(int tag, long nanos) {
                    super.preempted(tag, nanos);
                    super.preempted(tag, nanos);
                  }
                }),
        lie(
            "gaps of ",
            told ->
                new Cheat(told) {
                  @Override
                  public void gap(long gapPicos, int count, long nanos) {
                    super.gap(gapPicos + 1, count, nanos);
                  }
                }),
        lie(
            "gaps of ",
            told ->
                new Cheat(told) {
                  @Override
                  public void gaps(long firstPicos, long growthPicos, int steps, int count) {
                    super.gaps(firstPicos, growthPicos, steps, count + 1);
                  }
                }),
        lie(
            "waiting: ",
            told ->
                new Cheat(told) {
                  @Override
                  public int waiting() {
                    return super.waiting() + 1;
                  }
                }),
        lie(
            "running: ",
            told ->
                new Cheat(told) {
                  @Override
                  public int running() {
                    return super.running() + 1;
                  }
                }),
        lie(
            "freeBlocks: 7, expected 8",
            told ->
                new Cheat(told) {
                  @Override
                  public int freeBlocks() {
                    return super.freeBlocks() - 1;
                  }
                }),
        lie(
            "heldBlocks: 1, expected 0",
            told ->
                new Cheat(told) {
                  @Override
                  public int heldBlocks() {
                    return super.heldBlocks() + 1;
                  }
                }),
        lie(
            "freeBlockOrder: ",
            told ->
                new Cheat(told) {
                  @Override
                  public int[] freeBlockOrder() {
                    int[] order = super.freeBlockOrder();
                    return IntStream.range(0, order.length)
                        .map(i -> order[order.length - 1 - i])
                        .toArray();
                  }
                }),
        lie(
            "tells nothing, expected abort after 0 tokens of request 3",
            told ->
                new Cheat(told) {
                  @Override
                  public void abort(int tag, long nanos) {}
                }));
  }

  static Stream<Arguments> miscounts() {
    return Stream.of(
        miscount("steps", usage -> usage.steps++),
        miscount("preemptions", usage -> usage.preemptions++),
        miscount("tokens", usage -> usage.tokens++),
        miscount("sampled", usage -> usage.sampled++),
        miscount("prefixQueriedTokens", usage -> usage.prefixQueriedTokens++),
        miscount("prefixHitTokens", usage -> usage.prefixHitTokens++),
        miscount("draftTokens", usage -> usage.draftTokens++),
        miscount("acceptedTokens", usage -> usage.acceptedTokens++),
        miscount("decodeContextTokens", usage -> usage.decodeContextTokens++),
        miscount("prefillPairsTwice", usage -> usage.prefillPairsTwice++),
        miscount("prefillContextTokens", usage -> usage.prefillContextTokens++),
        miscount("peakBlocks", usage -> usage.peakBlocks++),
        miscount("busyPicos", usage -> usage.busyPicos.add(1)),
        miscount("runningPicos", usage -> usage.runningPicos.add(1)),
        miscount("blockPicos", usage -> usage.blockPicos.add(1)));
  }

  @ParameterizedTest
  @MethodSource({"lies", "miscounts"})
  void whatAnEngineGetsWrongIsNamed(String message, Function<EngineListener, Cheat> liar) {
    assertThatThrownBy(() -> run(told -> over(liar.apply(told), TIME)))
        .isInstanceOf(BrokenLawException.class)
        .hasMessageMatching("(?s).* after \\d+ schedule calls: .*")
        .hasMessageContaining(message);
  }

  @Test
  void aStepTimeChangedByAPicosecondIsFound() {
    StepTimeModel changed = new Slope(1_000_004, 7);
    assertThatThrownBy(() -> run(told -> over(new Cheat(told), changed)))
        .isInstanceOf(BrokenLawException.class);
  }

  @Test
  void aSlopeChangedByAPicosecondIsFound() {
    StepTimeModel changed = new Slope(1_000_003, 8);
    assertThatThrownBy(() -> run(told -> over(new Cheat(told), changed)))
        .isInstanceOf(BrokenLawException.class);
  }

  @Test
  void anEngineThatFallsAsleepIsFound() {
    Function<EngineListener, ServingEngine> sleeper =
        told ->
            over(
                new Cheat(told) {
                  @Override
                  public long nextEventNanos() {
                    long next = super.nextEventNanos();
                    return next > 3_000 ? Long.MAX_VALUE : next;
                  }
                },
                TIME);
    assertThatThrownBy(() -> run(sleeper)).isInstanceOf(BrokenLawException.class);
  }

  private static Cheat over(Cheat cheat, StepTimeModel time) {
    return cheat.over(new EngineCore(ARGS, time, cheat, true));
  }

  /** Two requests at once and a third in the middle of a leap, each followed to its end. */
  private static EngineUsage run(Function<EngineListener, ServingEngine> maker) {
    ShadowedEngine engine = new ShadowedEngine(ARGS, TIME, new Silence(), maker);
    engine.enqueue(PlainEngine.request(0, 10, 14, true), 0);
    engine.enqueue(PlainEngine.request(1, 8, 12, true), 0);
    long nanos = 0;
    while (engine.nextEventNanos() < 4_500) {
      nanos = engine.nextEventNanos();
      engine.advanceTo(nanos);
    }
    engine.accountTo(4_500);
    engine.enqueue(PlainEngine.request(2, 5, 9, true), 4_500);
    engine.enqueue(PlainEngine.request(3, 5, 9, true), 4_500);
    engine.abort(3, 4_500);
    while (engine.nextEventNanos() < Long.MAX_VALUE) {
      nanos = engine.nextEventNanos();
      engine.advanceTo(nanos);
    }
    EngineUsage usage = new EngineUsage();
    engine.usageAt(Math.max(nanos, 1_000_000), usage);
    return usage;
  }

  private static Arguments lie(String message, Function<EngineListener, Cheat> liar) {
    return Arguments.of(message, liar);
  }

  private static Arguments miscount(String figure, Consumer<EngineUsage> wrong) {
    return lie(
        "counts " + figure + ": ",
        told ->
            new Cheat(told) {
              @Override
              public void usageAt(long nanos, EngineUsage out) {
                super.usageAt(nanos, out);
                wrong.accept(out);
              }
            });
  }
}
