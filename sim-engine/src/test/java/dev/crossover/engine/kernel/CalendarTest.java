package dev.crossover.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossover.engine.units.TimeSpan;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a calendar promises, drawn by hand. */
class CalendarTest {
  private final Calendar calendar = new Calendar();
  private final List<String> log = new ArrayList<>();

  @Test
  void eventsHappenInTheOrderOfTheirTime() {
    Note c = note("c");
    calendar.schedule(c, 30);
    calendar.schedule(note("a"), 10);
    calendar.schedule(note("b"), 20);
    calendar.run(100);
    assertThat(log).containsExactly("a@10", "b@20", "c@30");
    assertThat(calendar.now()).isEqualTo(100);
    assertThat(calendar.isScheduled(c)).isFalse();
  }

  /** Scheduled last to first; the enum turns them round. */
  @Test
  void eventsOfOneNanosecondHappenInTheirDeclaredOrder() {
    EventOrder[] orders = EventOrder.values();
    for (int i = orders.length - 1; i >= 0; i--) {
      calendar.schedule(new Note(calendar, orders[i], orders[i].name(), log), 5);
    }
    calendar.run(5);
    assertThat(log)
        .containsExactly(
            "MEASUREMENT_BOUNDARY@5",
            "FLEET_SCHEDULE@5",
            "REPLICA_PHASE@5",
            "HOSTED_COMPLETION@5",
            "GATEWAY_QUEUE@5",
            "ARRIVAL@5",
            "RETRY@5",
            "ENGINE@5",
            "GIVE_UP@5",
            "FOLLOW_UP@5");
  }

  @Test
  void eventsOfOneNanosecondAndOrderHappenAsScheduled() {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      calendar.schedule(note("n" + i), 7);
      expected.add("n" + i + "@7");
    }
    calendar.run(7);
    assertThat(log).isEqualTo(expected);
  }

  /** 2^57 and 2^57 + 1 nanoseconds are the same double number of seconds. */
  @Test
  void instantsThatADoubleCannotTellApartKeepTheirOrder() {
    long late = 1L << 57;
    assertThat(late / 1e9).isEqualTo((late + 1) / 1e9);
    calendar.schedule(note("second"), late + 1);
    calendar.schedule(note("first"), late);
    calendar.run(late + 1);
    assertThat(log).containsExactly("first@" + late, "second@" + (late + 1));
  }

  @Test
  void aScheduledEventMovesToEarlierAndToLater() {
    Note early = note("early");
    Note late = note("late");
    calendar.schedule(early, 50);
    calendar.schedule(late, 10);
    calendar.schedule(note("middle"), 20);
    calendar.schedule(early, 5);
    calendar.schedule(late, 60);
    calendar.run(100);
    assertThat(log).containsExactly("early@5", "middle@20", "late@60");
  }

  @Test
  void anEventMovedToItsOwnInstantComesBehindTheOthersThere() {
    Note a = note("a");
    calendar.schedule(a, 10);
    calendar.schedule(note("b"), 10);
    calendar.schedule(a, 10);
    calendar.run(10);
    assertThat(log).containsExactly("b@10", "a@10");
  }

  @Test
  void aCancelledEventDoesNotHappenAndMayComeBack() {
    Note a = note("a");
    calendar.schedule(a, 10);
    calendar.cancel(a);
    assertThat(calendar.isScheduled(a)).isFalse();
    calendar.cancel(a);
    calendar.run(20);
    assertThat(log).isEmpty();
    calendar.schedule(a, 30);
    assertThat(calendar.isScheduled(a)).isTrue();
    calendar.run(30);
    assertThat(log).containsExactly("a@30");
  }

  @Test
  void anEventMaySpeakToTheCalendarWhileItHappens() {
    Note victim = note("victim");
    calendar.schedule(victim, 10);
    calendar.schedule(
        new Action(
            () -> {
              calendar.cancel(victim);
              calendar.schedule(note("now"), calendar.now());
            }),
        10 - 1);
    calendar.run(10);
    assertThat(log).containsExactly("now@9");
  }

  @Test
  void anEventMayScheduleItselfAgain() {
    Ticker ticker = new Ticker(calendar, 10);
    calendar.schedule(ticker, 0);
    calendar.run(35);
    assertThat(ticker.ticks).isEqualTo(4);
    assertThat(calendar.isScheduled(ticker)).isTrue();
    calendar.run(40);
    assertThat(ticker.ticks).isEqualTo(5);
  }

  @Test
  void aRunIncludesItsLastInstantAndALaterRunGoesOn() {
    calendar.schedule(note("at"), 10);
    calendar.schedule(note("behind"), 11);
    calendar.run(10);
    assertThat(log).containsExactly("at@10");
    calendar.run(10);
    assertThat(calendar.now()).isEqualTo(10);
    calendar.run(11);
    assertThat(log).containsExactly("at@10", "behind@11");
  }

  @Test
  void stopEndsTheRunBehindTheEventUnderWay() {
    calendar.schedule(new Action(calendar::stop), 10);
    calendar.schedule(new Note(calendar, EventOrder.ENGINE, "next", log), 10);
    calendar.run(100);
    assertThat(log).isEmpty();
    assertThat(calendar.now()).isEqualTo(10);
    calendar.stop();
    calendar.run(100);
    assertThat(log).containsExactly("next@10");
    assertThat(calendar.now()).isEqualTo(100);
  }

  @Test
  void anExceptionReachesTheCallerUnchangedAndTheRestStays() {
    RuntimeException thrown = new UnsupportedOperationException("boom");
    calendar.schedule(
        new Action(
            () -> {
              throw thrown;
            }),
        10);
    calendar.schedule(note("rest"), 20);
    assertThatThrownBy(() -> calendar.run(100)).isSameAs(thrown).hasNoCause();
    assertThat(calendar.now()).isEqualTo(10);
    calendar.run(100);
    assertThat(log).containsExactly("rest@20");
  }

  @Test
  void anErrorReachesTheCallerToo() {
    Error thrown = new StackOverflowError();
    calendar.schedule(
        new Action(
            () -> {
              throw thrown;
            }),
        10);
    assertThatThrownBy(() -> calendar.run(10)).isSameAs(thrown);
  }

  @Test
  void thePastAndTheFarFutureAreRefusedWithTheirNumbers() {
    calendar.run(1_000);
    Note a = note("a");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> calendar.schedule(a, 999))
        .withMessage("999 ns lies before now, 1000 ns");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> calendar.run(999))
        .withMessage("999 ns lies before now, 1000 ns");
    long tooFar = TimeSpan.MAX_NANOS + 1;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> calendar.schedule(a, tooFar))
        .withMessageContaining(Long.toString(tooFar))
        .withMessageContaining(Long.toString(TimeSpan.MAX_NANOS));
    assertThat(calendar.isScheduled(a)).isFalse();
    calendar.schedule(a, TimeSpan.MAX_NANOS);
    calendar.run(TimeSpan.MAX_NANOS);
    assertThat(log).containsExactly("a@" + TimeSpan.MAX_NANOS);
  }

  @Test
  void aRefusedMoveLeavesTheEventWhereItWas() {
    Note a = note("a");
    calendar.run(5);
    calendar.schedule(a, 10);
    assertThatIllegalArgumentException().isThrownBy(() -> calendar.schedule(a, 4));
    calendar.run(20);
    assertThat(log).containsExactly("a@10");
  }

  @Test
  void anEventCannotBeOnTwoCalendars() {
    Note a = note("a");
    Calendar other = new Calendar();
    other.schedule(note("filler"), 1);
    calendar.schedule(a, 10);
    assertThat(other.isScheduled(a)).isFalse();
    other.cancel(a);
    assertThatIllegalStateException()
        .isThrownBy(() -> other.schedule(a, 20))
        .withMessageContaining("another calendar, at 10 ns");
    calendar.run(10);
    assertThat(log).containsExactly("a@10");
  }

  @Test
  void anEventCannotRunItsOwnCalendar() {
    calendar.schedule(new Action(() -> calendar.run(20)), 10);
    assertThatIllegalStateException()
        .isThrownBy(() -> calendar.run(10))
        .withMessageContaining("at 10 ns");
  }

  private Note note(String name) {
    return new Note(calendar, EventOrder.ARRIVAL, name, log);
  }
}
