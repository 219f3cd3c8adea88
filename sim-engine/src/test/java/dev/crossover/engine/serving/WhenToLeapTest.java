package dev.crossover.engine.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Which steps are taken at a leap, worked by hand: those of which it is certain that nobody joins.
 * A list is of the steps of each piece of work, 1 for a step. Blocks hold 4 positions.
 */
class WhenToLeapTest {
  private static final EngineArgs ARGS = PlainEngine.args(3, 16, 64, 4, 101, true, true, 0);

  @Test
  void aLoneRequestLeapsToItsEnd() {
    assertThat(pieces(ARGS, request(0, 3, 20))).containsExactly(1, 19);
  }

  /** B has no slot until A has ended. */
  @Test
  void whoWaitsForASlotIsLeaptOver() {
    EngineArgs one = ARGS.toBuilder().maxNumSeqs(1).build();
    assertThat(pieces(one, request(0, 3, 20), request(1, 3, 5))).containsExactly(1, 19, 1, 4);
  }

  /** With B's prompt of 16 and a budget of 16, five tokens of it are left for a step of its own. */
  @Test
  void aPromptIsComputedBeforeTheLeap() {
    assertThat(pieces(ARGS, request(0, 5, 20), request(1, 16, 18))).containsExactly(1, 1, 17, 1);
  }

  /** Ten blocks: B needs nine, of which A's first leaves eight. */
  @Test
  void whoWaitsForBlocksIsLeaptOver() {
    EngineArgs ten = ARGS.toBuilder().numBlocks(11).build();
    EngineRequest a = request(0, 5, 20);
    EngineRequest b = request(1, 33, 2);
    assertThat(pieces(ten, a, b)).containsExactly(1, 19, 1, 1, 1, 1);
    assertThat(pieces(caching(ten), a, b)).containsExactly(1, 19, 1, 1, 1, 1);
    b.content = TokenContent.of(7, 33);
    assertThat(pieces(caching(ten), a, b))
        .as("nobody writes it")
        .containsExactly(1, 19, 1, 1, 1, 1);
    b.lora = 1;
    assertThat(pieces(ten, a, b)).as("adapters unlimited").containsExactly(1, 19, 1, 1, 1, 1);
    EngineArgs limited = ten.toBuilder().maxLoras(1).build();
    assertThat(pieces(limited, a, b)).as("an adapter free").containsExactly(1, 19, 1, 1, 1, 1);
  }

  /** A has ended, and its adapter with it, when B comes with another and is too long to join. */
  @Test
  void anAdapterThatHasEndedKeepsNobodyFromALeap() {
    EngineArgs args = ARGS.toBuilder().numBlocks(11).maxLoras(1).build();
    ServingEngine engine =
        EngineKind.LEAPING.create(args, AffineTime.UNIT, new Recording(), StepObserver.NONE);
    EngineRequest a = request(0, 1, 3);
    a.lora = 1;
    engine.enqueue(a, 0);
    engine.enqueue(request(1, 5, 30), 0);
    for (long end : new long[] {0, 1_000, 3_000}) {
      engine.advanceTo(end);
    }
    EngineRequest b = request(2, 33, 2);
    b.lora = 2;
    engine.enqueue(b, 10_500);
    assertThat(engine.nextEventNanos()).as("B is looked at").isEqualTo(11_000);
    engine.advanceTo(11_000);
    assertThat(engine.nextEventNanos()).as("the end of the other").isEqualTo(30_000);
  }

  /** B would be set aside at each call, so that each is made. */
  @Test
  void whoIsSetAsideIsNotLeaptOver() {
    EngineArgs limited = ARGS.toBuilder().maxLoras(1).build();
    EngineRequest a = request(0, 3, 6);
    a.lora = 1;
    EngineRequest b = request(1, 3, 5);
    b.lora = 2;
    assertThat(pieces(limited, a, b)).containsExactly(1, 1, 1, 1, 1, 1, 1, 4);
  }

  /**
   * Of three blocks A holds two when B comes, who needs three for what A says and one word more.
   * When A has filled its second, B finds both, and takes the third.
   */
  @Test
  void whoCanJoinWhenAnAnswerFillsABlockIsNotLeaptOver() {
    EngineArgs three = caching(ARGS.toBuilder().numBlocks(4).build());
    EngineRequest a = request(0, 5, 7);
    a.content = TokenContent.of(7, 5);
    a.outputStream = 50;
    EngineRequest b = request(1, 9, 2);
    b.content = TokenContent.of(new long[] {7, 50, 8}, new int[] {0, 0, 0}, new int[] {5, 3, 1});
    Recording told = new Recording();
    run(EngineKind.LEAPING, three, told, a, b);
    assertThat(told.entries())
        .contains(new Recording.Event("scheduled, 8 tokens cached", 1, 3_000))
        .isEqualTo(reference(three, a, b));
  }

  /**
   * Whole prompts only: beside A and C there is a budget of 14 for B's 15. An asynchronous engine
   * leaves A out of the step after its last and has B join that.
   */
  @Test
  void anAsynchronousEngineLooksAgainBesideOneDecodeLess() {
    EngineArgs whole =
        PlainEngine.args(3, 16, 16, 4, 101, false, true, 0).toBuilder()
            .asyncScheduling(true)
            .build();
    EngineRequest a = request(0, 1, 6);
    EngineRequest b = request(2, 15, 1);
    EngineRequest c = request(1, 1, 9);
    Recording told = new Recording();
    run(EngineKind.LEAPING, whole, told, a, c, b);
    assertThat(told.entries())
        .contains(new Recording.Event("scheduled", 2, 5_000))
        .isEqualTo(reference(whole, a, c, b));
  }

  /** Where nobody waits, or nobody who does has a slot, nobody needs to look before the end. */
  @Test
  void anAsynchronousEngineLeapsToTheEndWhereNobodyCouldJoin() {
    EngineArgs async = ARGS.toBuilder().asyncScheduling(true).build();
    assertThat(pieces(async, request(0, 3, 20))).containsExactly(1, 19);
    EngineArgs one = async.toBuilder().maxNumSeqs(1).build();
    assertThat(pieces(one, request(0, 3, 20), request(1, 3, 5))).containsExactly(1, 19, 1, 4);
    EngineArgs ten = async.toBuilder().numBlocks(11).build();
    assertThat(pieces(ten, request(0, 5, 20), request(1, 33, 2))).startsWith(1, 18, 1);
  }

  private static EngineArgs caching(EngineArgs args) {
    return args.toBuilder().enablePrefixCaching(true).build();
  }

  private static EngineRequest request(int tag, int promptTokens, int outputTokens) {
    return PlainEngine.request(tag, promptTokens, outputTokens, true);
  }

  /** Steps of each piece of work of a leaping engine, which tells what the reference tells. */
  private static List<Integer> pieces(EngineArgs args, EngineRequest... requests) {
    Recording told = new Recording();
    List<Integer> pieces = run(EngineKind.LEAPING, args, told, requests);
    assertThat(told.entries()).isEqualTo(reference(args, requests));
    return pieces;
  }

  private static List<Record> reference(EngineArgs args, EngineRequest... requests) {
    Recording told = new Recording();
    run(EngineKind.REFERENCE, args, told, requests);
    return told.entries();
  }

  /** All requests come at once; steps last a microsecond. */
  private static List<Integer> run(
      EngineKind kind, EngineArgs args, Recording told, EngineRequest... requests) {
    ServingEngine engine = kind.create(args, AffineTime.UNIT, told, StepObserver.NONE);
    for (EngineRequest request : requests) {
      engine.enqueue(request, 0);
    }
    List<Integer> pieces = new ArrayList<>();
    long nanos = 0;
    while (engine.nextEventNanos() < Long.MAX_VALUE) {
      pieces.add((int) ((engine.nextEventNanos() - nanos) / 1_000));
      nanos = engine.nextEventNanos();
      engine.advanceTo(nanos);
    }
    told.read(engine, nanos);
    return pieces.subList(1, pieces.size());
  }
}
