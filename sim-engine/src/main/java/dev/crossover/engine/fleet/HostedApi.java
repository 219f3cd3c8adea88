package dev.crossover.engine.fleet;

import dev.crossover.engine.kernel.Calendar;
import dev.crossover.engine.kernel.CalendarEvent;
import dev.crossover.engine.kernel.EventOrder;
import dev.crossover.engine.kernel.RandomStream;
import dev.crossover.engine.kernel.RandomStreams;
import dev.crossover.engine.metering.Recorder;
import dev.crossover.engine.request.LiveRequests;
import dev.crossover.engine.request.Reason;
import java.util.ArrayDeque;

/**
 * Someone else's API with its official SDK in front: rate limits answer 429, the SDK backs off and
 * tries again, and gives up after its retries. Answers come at a drawn speed, whatever the load.
 */
final class HostedApi {
  private static final int DRAWS_PER_REQUEST = 16;

  private final HostedPlan plan;
  private final Calendar calendar;
  private final LiveRequests requests;
  private final Recorder recorder;
  private final RateLimiter limiter;
  private final RandomStream ttftDraws;
  private final RandomStream speedDraws;
  private final RandomStream backoffDraws;
  private final ArrayDeque<Answer> spareAnswers = new ArrayDeque<>();
  private final ArrayDeque<Retry> spareRetries = new ArrayDeque<>();
  private final HostedUsage usage;

  HostedApi(
      HostedPlan plan,
      Calendar calendar,
      LiveRequests requests,
      Recorder recorder,
      HostedUsage usage,
      RandomStreams streams) {
    this.plan = plan;
    this.calendar = calendar;
    this.requests = requests;
    this.recorder = recorder;
    this.usage = usage;
    this.limiter = new RateLimiter(plan.limits());
    this.ttftDraws = streams.stream("hosted ttft");
    this.speedDraws = streams.stream("hosted speed");
    this.backoffDraws = streams.stream("hosted back-off");
  }

  /** A request's first contact; it will end in the recorder. */
  void send(int row) {
    long reserved = requests.maxTokens[row];
    if (requests.promptTokens[row] > plan.maxInputTokens()) {
      recorder.refused(row, Reason.TOO_LONG, calendar.now());
    } else if (!limiter.couldEverAdmit(requests.promptTokens[row], reserved)) {
      recorder.refused(row, Reason.OVER_RATE_LIMIT, calendar.now());
    } else {
      attempt(row);
    }
  }

  private void attempt(int row) {
    long now = calendar.now();
    int attempt = requests.attempts[row]++;
    if (attempt > 0 && requests.isMeasured(row)) {
      recorder.tally().retries++;
    }
    if (limiter.admit(requests.promptTokens[row], requests.maxTokens[row], now)) {
      answer(row, attempt, now);
    } else {
      throttle(row, attempt, now);
    }
  }

  private void answer(int row, int attempt, long now) {
    long draw = draw(row, attempt);
    long ttft = plan.latency().ttftNanos(ttftDraws.normal(draw), requests.promptTokens[row]);
    long decode = plan.latency().decodeNanos(speedDraws.normal(draw), requests.outputTokens[row]);
    long timeout = plan.retry().timeoutNanos();
    Answer answer = spareAnswers.isEmpty() ? new Answer() : spareAnswers.pop();
    answer.row = row;
    answer.firstTokenNanos = now + ttft;
    answer.inTime = ttft + decode <= timeout;
    calendar.schedule(answer, now + Math.min(ttft + decode, timeout));
  }

  private void throttle(int row, int attempt, long now) {
    if (requests.isMeasured(row)) {
      recorder.tally().throttled++;
    }
    if (attempt >= plan.retry().maxRetries()) {
      recorder.refused(row, Reason.RETRIES_EXHAUSTED, now);
    } else {
      retryAfter(row, throttleNanos(row, attempt, now));
    }
  }

  /**
   * Retry-After is honoured where it is sent and not too long; else the SDK backs off by itself.
   */
  private long throttleNanos(int row, int attempt, long now) {
    if (plan.limits().retryAfter()) {
      long wait = limiter.nanosUntil(requests.promptTokens[row], requests.maxTokens[row], now);
      if (wait <= plan.retry().honorRetryAfterNanos()) {
        return wait;
      }
    }
    return backoffNanos(row, attempt);
  }

  private long backoffNanos(int row, int attempt) {
    return plan.retry().backoffNanos(attempt, backoffDraws.uniform(draw(row, attempt)));
  }

  private void retryAfter(int row, long nanos) {
    Retry retry = spareRetries.isEmpty() ? new Retry() : spareRetries.pop();
    retry.row = row;
    calendar.schedule(retry, calendar.now() + nanos);
  }

  private long draw(int row, int attempt) {
    return requests.id[row] * DRAWS_PER_REQUEST + Math.min(attempt, DRAWS_PER_REQUEST - 1);
  }

  private void finish(Answer answer) {
    int row = answer.row;
    long now = calendar.now();
    limiter.settle(requests.maxTokens[row], requests.outputTokens[row], now);
    usage.count(requests, row);
    if (answer.inTime) {
      requests.firstTokenNanos[row] = answer.firstTokenNanos;
      bookGaps(row, now);
      recorder.completed(row, now);
    } else {
      timedOut(row, now);
    }
  }

  /** A stream's speed is drawn once, so its gaps are equal. */
  private void bookGaps(int row, long now) {
    int gaps = requests.outputTokens[row] - 1;
    if (gaps > 0 && requests.isMeasured(row)) {
      recorder.equalGaps(now - requests.firstTokenNanos[row], gaps);
    }
  }

  private void timedOut(int row, long now) {
    if (requests.isMeasured(row)) {
      recorder.tally().tokens.wasted += requests.outputTokens[row];
    }
    int attempt = requests.attempts[row] - 1;
    if (attempt >= plan.retry().maxRetries()) {
      recorder.refused(row, Reason.TIMEOUT, now);
    } else {
      retryAfter(row, backoffNanos(row, attempt));
    }
  }

  /** The end of one attempt that was admitted. */
  private final class Answer extends CalendarEvent {
    private int row;
    private long firstTokenNanos;
    private boolean inTime;

    Answer() {
      super(EventOrder.HOSTED_COMPLETION);
    }

    @Override
    protected void fire() {
      finish(this);
      spareAnswers.push(this);
    }
  }

  /** The client tries again. */
  private final class Retry extends CalendarEvent {
    private int row;

    Retry() {
      super(EventOrder.RETRY);
    }

    @Override
    protected void fire() {
      spareRetries.push(this);
      attempt(row);
    }
  }
}
