package dev.crossover.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What a calendar leaves behind: no garbage, no thread, no reference; and nothing shared. */
class CalendarFootprintTest {
  private static final int TICKERS = 1_000;

  @Test
  void aRunningCalendarAllocatesNothing() {
    Calendar calendar = new Calendar();
    List<Ticker> tickers = tickers(calendar);
    Ticker moved = new Ticker(calendar, 1);
    calendar.run(100_000);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    long firedBefore = fired(tickers);
    threads.getThreadAllocatedBytes(thread);
    long before = threads.getThreadAllocatedBytes(thread);
    for (int i = 0; i < 1_000; i++) {
      calendar.schedule(moved, calendar.now() + 500_000);
      calendar.schedule(moved, calendar.now() + 600_000);
      calendar.cancel(moved);
      calendar.run(calendar.now() + 100);
    }
    long allocated = threads.getThreadAllocatedBytes(thread) - before;
    assertThat(fired(tickers) - firedBefore).isGreaterThan(90_000);
    assertThat(allocated).as("bytes for 3,000 changes and 100,000 events").isLessThan(1_024);
  }

  @Test
  void noThreadIsLeftBehind() {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    Calendar calendar = new Calendar();
    tickers(calendar);
    calendar.run(10_000);
    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(thread -> !before.contains(thread))
        .filteredOn(thread -> thread.getThreadGroup() != null)
        .filteredOn(thread -> !"system".equals(thread.getThreadGroup().getName()))
        .isEmpty();
  }

  @Test
  void aFinishedCalendarIsForgotten() {
    WeakReference<Calendar> finished = new WeakReference<>(finishedCalendar());
    for (int i = 0; i < 20 && finished.get() != null; i++) {
      System.gc();
    }
    assertThat(finished.get()).isNull();
  }

  /** More threads than cores, all making calendars at once, all drawing the same transcript. */
  @Test
  void parallelCalendarsDoNotTouchEachOther() throws Exception {
    List<String> alone = transcript();
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      List<Callable<List<String>>> tasks = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        tasks.add(CalendarFootprintTest::transcript);
      }
      for (Future<List<String>> future : pool.invokeAll(tasks)) {
        assertThat(future.get()).isEqualTo(alone);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private static List<Ticker> tickers(Calendar calendar) {
    List<Ticker> tickers = new ArrayList<>();
    for (int i = 0; i < TICKERS; i++) {
      Ticker ticker = new Ticker(calendar, 500 + i);
      calendar.schedule(ticker, i);
      tickers.add(ticker);
    }
    return tickers;
  }

  private static long fired(List<Ticker> tickers) {
    return tickers.stream().mapToLong(ticker -> ticker.ticks).sum();
  }

  private static Calendar finishedCalendar() {
    Calendar calendar = new Calendar();
    tickers(calendar);
    calendar.run(1_000);
    return calendar;
  }

  private static List<String> transcript() {
    Calendar calendar = new Calendar();
    List<String> log = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      EventOrder order = EventOrder.values()[i % EventOrder.values().length];
      calendar.schedule(new Note(calendar, order, "n" + i, log), i * 37 % 11);
    }
    calendar.run(50);
    return log;
  }
}
