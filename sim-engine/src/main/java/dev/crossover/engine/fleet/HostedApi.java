package dev.crossover.engine.fleet;

import dev.crossover.engine.kernel.Calendar;
import dev.crossover.engine.kernel.CalendarEvent;
import dev.crossover.engine.kernel.EventOrder;
import dev.crossover.engine.kernel.RandomStream;
import dev.crossover.engine.kernel.RandomStreams;
import dev.crossover.engine.metering.Recorder;
import dev.crossover.engine.request.LiveRequests;
import dev.crossover.engine.request.Reason;

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
  private final RowEvents<Answer> answers = new RowEvents<>(Answer::new);
  private final RowEvents<Retry> retries = new RowEvents<>(Retry::new);
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

  /**
   * The client of a request that was sent, and has not ended, gives up. An attempt under way ends:
   * its prompt and the tokens so far are billed, and these are all that its limits count.
   */
  void giveUp(int row) {
    long now = calendar.now();
    Answer answer = answers.of(row);
    if (calendar.isScheduled(answer)) {
      calendar.cancel(answer);
      int produced = tokensBy(now, answer);
      limiter.settle(requests.maxTokens[row], produced, now);
      usage.count(requests, row, produced);
      recorder.wasted(row, produced);
    } else {
      calendar.cancel(retries.of(row));
    }
    recorder.refused(row, requests.giveUpReason[row], now);
  }

  /** Tokens of an answer that have come by an instant; after the first they come evenly. */
  private int tokensBy(long nanos, Answer answer) {
    int tokens = requests.outputTokens[answer.row];
    if (nanos < answer.firstTokenNanos) {
      return 0;
    }
    // Multiplied first: exact to 2^53, so that a token due at this nanosecond has come.
    double later = (double) (nanos - answer.firstTokenNanos) * (tokens - 1);
    return (int) Math.min(tokens, 1 + later / Math.max(1, answer.decodeNanos));
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
    Answer answer = answers.of(row);
    answer.firstTokenNanos = now + ttft;
    answer.decodeNanos = decode;
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
    calendar.schedule(retries.of(row), calendar.now() + nanos);
  }

  private long draw(int row, int attempt) {
    return requests.id[row] * DRAWS_PER_REQUEST + Math.min(attempt, DRAWS_PER_REQUEST - 1);
  }

  private void finish(Answer answer) {
    int row = answer.row;
    long now = calendar.now();
    limiter.settle(requests.maxTokens[row], requests.outputTokens[row], now);
    usage.count(requests, row, requests.outputTokens[row]);
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
    recorder.wasted(row, requests.outputTokens[row]);
    int attempt = requests.attempts[row] - 1;
    if (attempt >= plan.retry().maxRetries()) {
      recorder.refused(row, Reason.TIMEOUT, now);
    } else {
      retryAfter(row, backoffNanos(row, attempt));
    }
  }

  /** The end of one attempt that was admitted. */
  private final class Answer extends CalendarEvent {
    private final int row;
    private long firstTokenNanos;
    private long decodeNanos;
    private boolean inTime;

    Answer(int row) {
      super(EventOrder.HOSTED_COMPLETION);
      this.row = row;
    }

    @Override
    protected void fire() {
      finish(this);
    }
  }

  /** The client tries again. */
  private final class Retry extends CalendarEvent {
    private final int row;

    Retry(int row) {
      super(EventOrder.RETRY);
      this.row = row;
    }

    @Override
    protected void fire() {
      attempt(row);
    }
  }
}
