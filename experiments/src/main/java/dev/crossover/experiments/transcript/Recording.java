package dev.crossover.experiments.transcript;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crossover.engine.serving.EngineArgs;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A recorded run: what to do, and what the real scheduler did.
 *
 * @param file as the user named it
 * @param id its name
 * @param form how its steps are written
 * @param args the engine's limits and rules
 * @param requests in the order of the file
 * @param aborts places in {@code requests} to abort before a schedule call, by its number
 * @param expected the recorded outcome, or null where the file has none
 */
record Recording(
    String file,
    String id,
    RowForm form,
    EngineArgs args,
    List<RecordedRequest> requests,
    SortedMap<Integer, List<Integer>> aborts,
    @Nullable JsonNode expected) {

  List<String> ids() {
    return requests.stream().map(RecordedRequest::id).toList();
  }

  /** Schedule calls that were recorded, or -1 where none were. */
  int recordedCalls() {
    return expected == null ? -1 : expected.get("steps").size();
  }
}
