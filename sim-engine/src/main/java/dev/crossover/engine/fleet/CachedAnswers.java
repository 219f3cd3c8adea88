package dev.crossover.engine.fleet;

import dev.crossover.engine.kernel.Calendar;
import dev.crossover.engine.kernel.CalendarEvent;
import dev.crossover.engine.kernel.EventOrder;
import dev.crossover.engine.metering.Recorder;
import dev.crossover.engine.request.LiveRequests;

/** The cache of answers to similar queries in front of everything: no model is asked. */
final class CachedAnswers {
  /** An embedding of the query, a search among its neighbours and the answer in one piece. */
  static final long LATENCY_NANOS = 5_000_000;

  private final Calendar calendar;
  private final LiveRequests requests;
  private final Recorder recorder;
  private final RowEvents<Answer> answers = new RowEvents<>(Answer::new);

  CachedAnswers(Calendar calendar, LiveRequests requests, Recorder recorder) {
    this.calendar = calendar;
    this.requests = requests;
    this.recorder = recorder;
  }

  /** A request has arrived that is similar to an earlier one; it will end in the recorder. */
  void answer(int row) {
    calendar.schedule(answers.of(row), calendar.now() + LATENCY_NANOS);
  }

  /** The client does not wait for it. */
  void giveUp(int row) {
    calendar.cancel(answers.of(row));
    recorder.refused(row, requests.giveUpReason[row], calendar.now());
  }

  /** All of an answer at once. */
  private final class Answer extends CalendarEvent {
    private final int row;

    Answer(int row) {
      super(EventOrder.HOSTED_COMPLETION);
      this.row = row;
    }

    @Override
    protected void fire() {
      recorder.answeredByCache(row, calendar.now());
    }
  }
}
