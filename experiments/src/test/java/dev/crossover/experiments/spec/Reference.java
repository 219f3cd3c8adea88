package dev.crossover.experiments.spec;

import dev.crossover.models.catalog.GpuSpec;
import dev.crossover.models.catalog.HostedModel;
import dev.crossover.models.catalog.InstanceType;
import dev.crossover.models.catalog.LlmSpec;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes docs/REFERENCE.md from the types that files are read into and from their Javadoc. */
final class Reference {
  private static final String INTRODUCTION =
      """
      # Reference of the YAML keys

      Every key of an experiment, a traffic profile and a catalogue file, and every value that a key
      chooses from. Written from the types and their Javadoc by
      `mvn -pl experiments -am test -Dtest=ReferenceTest -Dcrossover.write-docs=true
      -Dsurefire.failIfNoSpecifiedTests=false`; a test compares this page with them.

      `[]` stands for each item of a list, capitals for a name of your own. In `--set` and `sweep`, an
      item of a list that has a name is called by it: `strategies.self-hosted.vllm.replicas`. Unknown
      keys are errors.
      """;

  private static final String TRAFFIC =
      """

      The keys of `traffic` are those of a file in `traffic-profiles/`, there without `traffic.`. In an
      experiment, `traffic.profile` names such a file, and the other keys replace what it says.
      """;

  /** The clause of a meaning that tells the default: "all unless given". */
  private static final Pattern DEFAULT =
      Pattern.compile("(?:^|[;,] )((?:`[^`]*`|[^;,])+?) (?:unless given|where absent)");

  private static final Pattern JAVA_NAME = Pattern.compile("`[a-z]+(?:[A-Z][a-z]+)+`");

  private final Map<String, List<KeyWalk.Block>> files = new LinkedHashMap<>();
  private final List<Choices.Choice> choices;
  private final KeyDefaults defaults = new KeyDefaults();
  private final SourceDocs docs;

  Reference() throws IOException {
    files.put("Experiment: `experiments/*.yaml`", KeyWalk.of(ExperimentSpec.class));
    files.put("LLM: `models/llms/*.yaml`", KeyWalk.of(LlmSpec.class));
    files.put("GPU: `models/gpus/*.yaml`", KeyWalk.of(GpuSpec.class));
    files.put("Instance: `models/instances/*.yaml`", KeyWalk.of(InstanceType.class));
    files.put("Hosted API: `models/hosted/*.yaml`", KeyWalk.of(HostedModel.class));
    choices = Choices.of(blocks());
    Set<Class<?>> types = new LinkedHashSet<>(ValueNoun.QUANTITIES.keySet());
    blocks().forEach(block -> types.add(block.type()));
    for (Choices.Choice choice : choices) {
      types.add(choice.type());
      choice.entries().forEach(entry -> types.add(entry.type()));
    }
    docs = SourceDocs.of(types);
  }

  List<KeyWalk.Block> blocks() {
    List<KeyWalk.Block> blocks = new ArrayList<>();
    files.values().forEach(blocks::addAll);
    return blocks;
  }

  List<Choices.Choice> choices() {
    return choices;
  }

  SourceDocs docs() {
    return docs;
  }

  /** What a key's Javadoc says it takes where it is absent, if it says so. */
  Optional<String> toldDefault(KeyWalk.Key key) {
    Matcher clause = DEFAULT.matcher(docs.part(key.owner(), key.component().getName()));
    return clause.find() ? Optional.of(clause.group(1)) : Optional.empty();
  }

  /** What the code takes where a key is absent, if that is a single value. */
  Optional<Object> takenDefault(KeyWalk.Key key) {
    return defaults.of(key.owner(), key.component());
  }

  /** What a key is for, its default left out, other keys as YAML names them. */
  String meaning(KeyWalk.Key key) {
    String told = docs.part(key.owner(), key.component().getName());
    String meaning = DEFAULT.matcher(told).replaceFirst("").replaceFirst("^[;,] ", "");
    return JAVA_NAME.matcher(meaning).replaceAll(name -> RecordShape.snake(name.group()));
  }

  String text() {
    StringBuilder text = new StringBuilder(INTRODUCTION);
    text.append("\n## How values are written\n\n| in the tables | written |\n| --- | --- |\n");
    ValueNoun.QUANTITIES.forEach((type, noun) -> row(text, noun, docs.summary(type)));
    Map<Class<?>, String> shown = new LinkedHashMap<>();
    files.forEach(
        (title, blocks) -> {
          text.append("\n## ").append(title).append('\n');
          blocks.forEach(block -> block(text, block, shown));
        });
    text.append("\n## Choices\n");
    choices.forEach(choice -> choice(text, choice));
    return text.toString();
  }

  private void block(StringBuilder text, KeyWalk.Block block, Map<Class<?>, String> shown) {
    if (!block.path().isEmpty()) {
      text.append("\n### `").append(block.path()).append("`\n");
    }
    String before = shown.putIfAbsent(block.type(), block.path());
    if (before != null) {
      text.append("\nAs `").append(before).append("`.\n");
      return;
    }
    text.append('\n').append(docs.summary(block.type())).append('\n');
    text.append(block.path().equals("traffic") ? TRAFFIC : "");
    text.append("\n| key | value | default | meaning |\n| --- | --- | --- | --- |\n");
    for (KeyWalk.Key key : block.keys()) {
      row(text, "`" + key.path() + "`", ValueNoun.of(valueType(key)), fallback(key), meaning(key));
    }
    for (KeyWalk.Key key : block.keys()) {
      if (key.path().endsWith("TERM")) {
        List<String> names = RecordShape.of(block.type()).otherNames();
        text.append("\nTERM is one of `").append(String.join("`, `", names)).append("`.\n");
      }
    }
  }

  /** A gathering component's keys have the type of its map's values. */
  private static Type valueType(KeyWalk.Key key) {
    return key.path().endsWith("TERM")
        ? ((ParameterizedType) key.type()).getActualTypeArguments()[1]
        : key.type();
  }

  private String fallback(KeyWalk.Key key) {
    if (!key.optional()) {
      return "required";
    }
    return toldDefault(key).or(() -> takenDefault(key).map(KeyDefaults::written)).orElse("");
  }

  private void choice(StringBuilder text, Choices.Choice choice) {
    text.append("\n### `").append(choice.where()).append("`\n\n");
    text.append(docs.summary(choice.type())).append("\n\n| value | meaning |\n| --- | --- |\n");
    for (Choices.Entry entry : choice.entries()) {
      row(text, "`" + entry.written() + "`", entry.meaning(docs));
    }
  }

  private static void row(StringBuilder text, String... cells) {
    text.append('|');
    for (String cell : cells) {
      text.append(cell.isEmpty() ? "" : " ").append(cell.replace("|", "\\|")).append(" |");
    }
    text.append('\n');
  }
}
