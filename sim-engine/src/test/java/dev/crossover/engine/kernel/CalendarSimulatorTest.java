package dev.crossover.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import nl.tudelft.simulation.dsol.formalisms.eventscheduling.SimEventInterface;
import nl.tudelft.simulation.dsol.simulators.DevsSimulator;
import nl.tudelft.simulation.dsol.simulators.RunState;
import org.junit.jupiter.api.Test;

/** The calendar as DSOL sees it. */
class CalendarSimulatorTest {
  private final CalendarSimulator simulator = CalendarSimulator.create();
  private final DevsSimulator<Double> dsol = simulator;
  private final List<String> log = new ArrayList<>();

  @Test
  void dsolSeesTheEventsInTheirOrder() {
    ScheduledEvent late = event(EventOrder.ARRIVAL, "late", 2_000_000_000L);
    ScheduledEvent end = event(EventOrder.ENGINE, "end", 1_500_000_000L);
    ScheduledEvent boundary = event(EventOrder.MEASUREMENT_BOUNDARY, "first", 1_500_000_000L);
    assertThat(dsol.getEventList()).containsExactly(boundary, end, late);
    assertThat(dsol.getEventList().first()).isSameAs(boundary);
    assertThat(boundary.getAbsoluteExecutionTime()).isEqualTo(1.5);
    assertThat(boundary.getPriority()).isEqualTo(SimEventInterface.MAX_PRIORITY);
    assertThat(end.getPriority()).isEqualTo((short) 3);
    assertThat(late.getId()).isZero();
    assertThat(end.getId()).isEqualTo(1);
    assertThat(dsol.cancelEvent(end)).isTrue();
    assertThat(dsol.cancelEvent(end)).isFalse();
    simulator.runTo(1_750_000_000L);
    assertThat(log).containsExactly("first");
    assertThat(dsol.getSimulatorTime()).isEqualTo(1.75);
    assertThat(dsol.getRunState()).isEqualTo(RunState.STOPPED);
  }

  @Test
  void dsolMaySchedule() {
    ScheduledEvent event = event(EventOrder.RETRY, "again", 10);
    simulator.runTo(10);
    event.stamp(30, 0);
    assertThat(dsol.scheduleEvent(event)).isSameAs(event);
    simulator.runTo(30);
    assertThat(log).containsExactly("again", "again");
  }

  @Test
  void dsolsOwnEventsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> dsol.scheduleEventAbs(1.0, () -> log.add("foreign")))
        .withMessageContaining("only calendar events");
    assertThat(dsol.getEventList().isEmpty()).isTrue();
  }

  @Test
  void aClearedListLetsItsEventsGo() {
    ScheduledEvent event = event(EventOrder.RETRY, "kept", 10);
    dsol.getEventList().clear();
    assertThat(dsol.getEventList().size()).isZero();
    assertThat(dsol.getEventList().removeFirst()).isNull();
    CalendarSimulator other = CalendarSimulator.create();
    other.heap().schedule(event, 20);
    assertThatIllegalStateException().isThrownBy(() -> simulator.heap().schedule(event, 30));
    other.runTo(20);
    assertThat(log).containsExactly("kept");
  }

  private ScheduledEvent event(EventOrder order, String name, long nanos) {
    CalendarEvent event =
        new CalendarEvent(order) {
          @Override
          protected void fire() {
            log.add(name);
          }
        };
    simulator.heap().schedule(event.scheduled, nanos);
    return event.scheduled;
  }
}
