package dev.crossover.engine.queueing;

import dev.crossover.engine.kernel.Calendar;
import dev.crossover.engine.kernel.CalendarEvent;
import dev.crossover.engine.kernel.EventOrder;
import java.util.Arrays;

/**
 * One queue, first come first served, before one or more like servers: two calendar events per
 * customer. It counts what textbooks predict, per period between two looks.
 */
final class Station {
  private final Calendar calendar;
  private final Draws interarrivals;
  private final Draws services;
  private final CalendarEvent arrival = new ArrivalEvent();
  private final Server[] idle;
  private int idleCount;

  /** Arrival times of those who wait, a ring. */
  private long[] waiting = new long[1024];

  private int head;
  private int waitingCount;
  private int inService;

  private long arrived;
  private long begunEver;
  private long begun;
  private long waitNanos;
  private long sojournNanos;
  private long areaNanos;
  private long areaToNanos;

  /** Nanoseconds to the next arrival or of the next service: draw i. */
  interface Draws {
    long nanos(long index);
  }

  /**
   * What happened since the last look.
   *
   * @param begun services begun
   * @param waitNanos waits of those customers, from arrival to begin of service
   * @param areaNanos the integral of the number in system over time
   * @param sojournNanos times from arrival to departure of those who departed
   */
  record Period(long begun, long waitNanos, long areaNanos, long sojournNanos) {}

  Station(Calendar calendar, int servers, Draws interarrivals, Draws services) {
    this.calendar = calendar;
    this.interarrivals = interarrivals;
    this.services = services;
    this.idle = new Server[servers];
    for (int i = 0; i < servers; i++) {
      idle[idleCount++] = new Server();
    }
  }

  void open() {
    calendar.schedule(arrival, calendar.now() + interarrivals.nanos(0));
  }

  /** Closes the books on the time since the last look. */
  Period look() {
    weigh();
    Period period = new Period(begun, waitNanos, areaNanos, sojournNanos);
    begun = 0;
    waitNanos = 0;
    areaNanos = 0;
    sojournNanos = 0;
    return period;
  }

  private void arrive() {
    weigh();
    arrived++;
    if (idleCount > 0) {
      idle[--idleCount].begin(calendar.now());
    } else {
      push(calendar.now());
    }
    calendar.schedule(arrival, calendar.now() + interarrivals.nanos(arrived));
  }

  private void depart(Server server) {
    weigh();
    inService--;
    sojournNanos += calendar.now() - server.arrivedNanos;
    if (waitingCount > 0) {
      server.begin(pop());
    } else {
      idle[idleCount++] = server;
    }
  }

  /** Adds the number in system, as it was until now, to the area below its curve. */
  private void weigh() {
    long now = calendar.now();
    areaNanos += (waitingCount + inService) * (now - areaToNanos);
    areaToNanos = now;
  }

  private void push(long nanos) {
    if (waitingCount == waiting.length) {
      unroll();
    }
    waiting[(head + waitingCount++) & (waiting.length - 1)] = nanos;
  }

  private long pop() {
    long nanos = waiting[head];
    head = (head + 1) & (waiting.length - 1);
    waitingCount--;
    return nanos;
  }

  private void unroll() {
    long[] larger = Arrays.copyOf(waiting, 2 * waiting.length);
    System.arraycopy(waiting, 0, larger, waiting.length, head);
    waiting = larger;
  }

  private final class ArrivalEvent extends CalendarEvent {
    ArrivalEvent() {
      super(EventOrder.ARRIVAL);
    }

    @Override
    protected void fire() {
      arrive();
    }
  }

  /** A server; its event is the end of the service under way. */
  private final class Server extends CalendarEvent {
    private long arrivedNanos;

    Server() {
      super(EventOrder.ENGINE);
    }

    void begin(long customerArrivedNanos) {
      arrivedNanos = customerArrivedNanos;
      waitNanos += calendar.now() - arrivedNanos;
      inService++;
      calendar.schedule(this, calendar.now() + services.nanos(begunEver++));
      begun++;
    }

    @Override
    protected void fire() {
      depart(this);
    }
  }
}
