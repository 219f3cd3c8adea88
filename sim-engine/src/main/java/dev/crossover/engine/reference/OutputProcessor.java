package dev.crossover.engine.reference;

import dev.crossover.engine.serving.EngineArgs;
import dev.crossover.engine.serving.EngineListener;
import dev.crossover.engine.serving.EngineUsage;
import dev.crossover.engine.serving.FinishReason;
import dev.crossover.engine.serving.StepObserver;
import org.jspecify.annotations.Nullable;

/** What the output of a batch means to its requests: scheduler.py's {@code update_from_output}. */
final class OutputProcessor {
  private final EngineArgs args;
  private final ReferenceScheduler scheduler;
  private final EngineListener listener;
  private final StepObserver observer;
  private final EngineUsage usage;

  OutputProcessor(
      EngineArgs args,
      ReferenceScheduler scheduler,
      EngineListener listener,
      StepObserver observer,
      EngineUsage usage) {
    this.args = args;
    this.scheduler = scheduler;
    this.listener = listener;
    this.observer = observer;
    this.usage = usage;
  }

  /** In batch order; whoever has ended since the batch was scheduled wasted it. */
  void process(Batch batch, Instant now) {
    for (Batch.Portion portion : batch.portions) {
      LiveRequest request = portion.request();
      request.inFlight -= portion.tokens();
      if (portion.samples() && !request.ended) {
        receive(request, portion.drafts(), batch.call, now);
      }
    }
  }

  private void receive(LiveRequest request, int drafts, long call, Instant now) {
    int accepted = drafts > 0 ? verify(request, drafts, call) : 0;
    boolean isRunning = scheduler.running.contains(request);
    FinishReason reason = append(request, 1 + accepted, now);
    if (isRunning && args.asyncScheduling()) {
      scheduler.cache.keyUpTo(request, request.computed - request.placeholders);
    }
    if (reason != null) {
      scheduler.remove(request);
      listener.finished(request.tag, reason, now.nanos());
      observer.finished(call, request.tag, reason);
    } else if (isRunning && !args.asyncScheduling()) {
      request.drafts = args.numSpeculativeTokens();
    }
  }

  /** What is computed of rejected drafts is void; their blocks stay with the request. */
  private int verify(LiveRequest request, int drafts, long call) {
    int accepted = request.accepts(drafts);
    int rejected = drafts - accepted;
    request.computed -= request.computed > 0 ? rejected : 0;
    request.placeholders -= request.placeholders > 0 ? rejected : 0;
    usage.drafts++;
    usage.draftTokens += drafts;
    usage.acceptedTokens += accepted;
    observer.accepted(call, request.tag, accepted);
    return accepted;
  }

  /** Token by token; what comes after the end of the answer is cut. */
  private @Nullable FinishReason append(LiveRequest request, int tokens, Instant now) {
    tellToken(request, now);
    for (int i = 0; i < tokens; i++) {
      request.outputs++;
      request.placeholders -= request.placeholders > 0 ? 1 : 0;
      FinishReason reason = request.end(args.maxModelLen());
      if (reason != null) {
        return reason;
      }
    }
    return null;
  }

  private void tellToken(LiveRequest request, Instant now) {
    observer.output(request.tag, now.nanos());
    Instant before = request.lastToken;
    if (before == null) {
      listener.firstToken(request.tag, now.nanos());
    } else if (request.measured) {
      listener.gap(now.picosSince(before), 1, now.nanos());
    }
    request.lastToken = now;
  }
}
