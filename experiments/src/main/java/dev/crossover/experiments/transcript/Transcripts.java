package dev.crossover.experiments.transcript;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.crossover.engine.serving.VllmVersion;
import dev.crossover.experiments.spec.Problem;
import dev.crossover.experiments.spec.UserInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The way in: reads recordings, and repeats each with an engine. */
public final class Transcripts {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Recording> recordings;
  private final EngineKind kind;

  private Transcripts(List<Recording> recordings, EngineKind kind) {
    this.recordings = recordings;
    this.kind = kind;
  }

  /**
   * Reads every file before any is run.
   *
   * @param version whose rules apply whatever a file says, or null for the file's own
   * @param toCheck whether each file must hold what was recorded
   * @throws UserInputException with the first mistake of each file
   */
  public static Transcripts read(
      List<Path> files, EngineKind kind, @Nullable VllmVersion version, boolean toCheck) {
    RecordingReader reader = new RecordingReader(version);
    List<Recording> recordings = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (Path file : files) {
      try {
        Recording recording = reader.read(file);
        recordings.add(recording);
        if (toCheck && recording.expected() == null) {
          String message = "is not there, so nothing can be checked. Maybe leave out --check?";
          problems.add(new Problem(recording.file(), 0, 0, "expected", message));
        }
      } catch (UserInputException e) {
        problems.addAll(e.problems());
      }
    }
    if (!problems.isEmpty()) {
      throw new UserInputException(problems);
    }
    return new Transcripts(recordings, kind);
  }

  public int size() {
    return recordings.size();
  }

  /**
   * Runs one file.
   *
   * @param index in the order given
   */
  public Repeated run(int index) {
    Recording recording = recordings.get(index);
    Transcript transcript = RecordedRun.of(recording, kind);
    return new Repeated(recording, transcript, recording.form().outcome(transcript));
  }

  /** A file that has been run. */
  public static final class Repeated {
    private final Recording recording;
    private final Transcript transcript;
    private final ObjectNode outcome;

    private Repeated(Recording recording, Transcript transcript, ObjectNode outcome) {
      this.recording = recording;
      this.transcript = transcript;
      this.outcome = outcome;
    }

    /** The outcome in the file's own form: one JSON document, a line for each step. */
    public String json() {
      StringBuilder json = new StringBuilder("{\"id\":").append(TextNode.valueOf(recording.id()));
      for (Map.Entry<String, JsonNode> entry : outcome.properties()) {
        json.append(",\"").append(entry.getKey()).append("\":");
        if (entry.getKey().equals("steps")) {
          List<String> rows = new ArrayList<>();
          entry.getValue().forEach(row -> rows.add(row.toString()));
          json.append("[\n").append(String.join(",\n", rows)).append("\n]");
        } else {
          json.append(entry.getValue());
        }
      }
      return json.append("}\n").toString();
    }

    /** How the run differs from the recorded one, or nothing. */
    public Optional<String> difference() {
      JsonNode expected = recording.expected();
      if (expected == null) {
        throw new IllegalStateException(recording.file() + " holds nothing to compare with");
      }
      return Comparison.first(expected, reread(outcome))
          .map(difference -> difference.text(recording.file()));
    }

    /** That the run is the recorded one. */
    public String agreement() {
      return recording.file() + ": identical, " + transcript.rows().size() + " steps\n";
    }

    /** Why the run ended before every request had, or nothing. */
    public Optional<String> remark() {
      long calls = transcript.rows().size();
      return switch (transcript.end()) {
        case DONE -> Optional.empty();
        case STALLED ->
            Optional.of(
                recording.file()
                    + ": stalled after "
                    + calls
                    + " steps: what waits can never be admitted, vLLM would go on without end");
        case CUT ->
            Optional.of(recording.file() + ": cut after " + calls + " steps, work was left");
      };
    }

    /** Numbers of a tree that was read compare by value, whatever their Java type was. */
    private static JsonNode reread(JsonNode node) {
      try {
        return JSON.readTree(node.toString());
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("what was written cannot be read", e);
      }
    }
  }
}
