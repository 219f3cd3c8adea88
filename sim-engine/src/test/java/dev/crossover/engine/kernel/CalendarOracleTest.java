package dev.crossover.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random schedules, moves, cancels and runs against a list that is sorted before every look. */
class CalendarOracleTest {
  private static final int OPERATIONS = 20_000;
  private static final EventOrder[] ORDERS = EventOrder.values();

  /** A line of the oracle's list. */
  private record Entry(int event, long nanos, EventOrder order, long sequence) {
    static final Comparator<Entry> ORDER =
        Comparator.comparingLong(Entry::nanos)
            .thenComparing(Entry::order)
            .thenComparingLong(Entry::sequence);
  }

  private final Calendar calendar = new Calendar();
  private final List<String> happened = new ArrayList<>();
  private final List<String> expected = new ArrayList<>();
  private final List<Note> notes = new ArrayList<>();
  private final List<Entry> oracle = new ArrayList<>();
  private long sequence;

  /** Time is dense, so that most events share their nanosecond with others. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void agreesWithASortedList(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    makeNotes(300, random);
    for (int i = 0; i < OPERATIONS; i++) {
      step(random);
      assertThat(happened).as("seed %d, operation %d", seed, i).hasSameSizeAs(expected);
    }
    runBoth(calendar.now() + 1_000);
    assertThat(happened).as("seed %d", seed).isEqualTo(expected).hasSizeGreaterThan(1_000);
    assertThat(oracle).isEmpty();
  }

  private void makeNotes(int count, SplittableRandom random) {
    for (int i = 0; i < count; i++) {
      EventOrder order = ORDERS[random.nextInt(ORDERS.length)];
      notes.add(new Note(calendar, order, "n" + i, happened));
    }
  }

  private void step(SplittableRandom random) {
    int event = random.nextInt(notes.size());
    switch (random.nextInt(20)) {
      case 0 -> runBoth(calendar.now() + random.nextInt(10));
      case 1, 2, 3, 4 -> cancelBoth(event);
      default -> scheduleBoth(event, calendar.now() + random.nextInt(100));
    }
    assertThat(calendar.isScheduled(notes.get(event))).isEqualTo(knows(event));
  }

  private void scheduleBoth(int event, long nanos) {
    calendar.schedule(notes.get(event), nanos);
    oracle.removeIf(entry -> entry.event() == event);
    oracle.add(new Entry(event, nanos, notes.get(event).order(), sequence++));
  }

  private void cancelBoth(int event) {
    calendar.cancel(notes.get(event));
    oracle.removeIf(entry -> entry.event() == event);
  }

  private void runBoth(long untilNanos) {
    calendar.run(untilNanos);
    oracle.sort(Entry.ORDER);
    while (!oracle.isEmpty() && oracle.get(0).nanos() <= untilNanos) {
      Entry entry = oracle.remove(0);
      expected.add("n" + entry.event() + "@" + entry.nanos());
    }
  }

  private boolean knows(int event) {
    return oracle.stream().anyMatch(entry -> entry.event() == event);
  }
}
