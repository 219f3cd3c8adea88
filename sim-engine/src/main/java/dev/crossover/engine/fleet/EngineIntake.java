package dev.crossover.engine.fleet;

import dev.crossover.engine.kernel.RandomStream;
import dev.crossover.engine.kernel.RandomStreams;
import dev.crossover.engine.request.LiveRequests;
import dev.crossover.engine.serving.AcceptanceRates;
import dev.crossover.engine.serving.EngineRequest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Writes a request's row as a fleet's engines are to see it. */
final class EngineIntake {
  private final LiveRequests requests;
  private final int maxModelLen;
  private final @Nullable AcceptanceRates acceptance;
  private final RandomStream draws;
  private final EngineRequest request = new EngineRequest();
  private @Nullable DrawnAcceptance[] acceptanceOfRow = new DrawnAcceptance[0];

  /**
   * @param streams names the draws of accepted drafts, the same in every fleet
   */
  EngineIntake(FleetPlan plan, LiveRequests requests, RandomStreams streams) {
    this.requests = requests;
    this.maxModelLen = plan.args().maxModelLen();
    this.acceptance = plan.acceptance();
    this.draws = streams.stream("draft acceptance");
  }

  /**
   * The row as an engine gets it, overwritten by the next call. An answer that would outgrow the
   * model or the client's limit is cut there, in the row too: nobody ever sees the rest.
   */
  EngineRequest of(int row) {
    int room = maxModelLen - requests.promptTokens[row];
    int limit = requests.maxTokens[row];
    int maxTokens = limit == 0 ? room : Math.min(limit, room);
    int outputTokens = Math.min(requests.outputTokens[row], maxTokens);
    requests.outputTokens[row] = outputTokens;
    request.plain(row, requests.promptTokens[row], maxTokens, requests.isMeasured(row));
    if (outputTokens < maxTokens) {
      request.outputTokens = outputTokens;
    }
    request.priority = requests.priority[row];
    request.arrivalNanos = requests.arrivalNanos[row];
    request.sequence = requests.id[row];
    request.content = requests.content[row];
    request.outputStream = requests.outputStream[row];
    request.cacheSalt = requests.cacheSalt[row];
    request.lora = requests.lora[row];
    if (acceptance != null) {
      request.acceptance = drawn(acceptance, row);
    }
    return request;
  }

  /** A row's object serves all requests of the row, one after the other. */
  private DrawnAcceptance drawn(AcceptanceRates rates, int row) {
    if (row >= acceptanceOfRow.length) {
      acceptanceOfRow = Arrays.copyOf(acceptanceOfRow, requests.content.length);
    }
    DrawnAcceptance drawn = acceptanceOfRow[row];
    if (drawn == null) {
      drawn = new DrawnAcceptance(rates, draws);
      acceptanceOfRow[row] = drawn;
    }
    drawn.requestId = requests.id[row];
    return drawn;
  }
}
