package dev.crossover.experiments.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Builds a record from its components and tells everything the record refuses. A constructor stops
 * at the first thing it dislikes; so the key that it names is left out and it is asked again. The
 * same way a record is asked of which some component could not be bound. What it then says counts
 * only where it names a key that was bound, and none that was left out.
 */
final class Probe {
  private final RecordShape shape;
  private final YamlNode.Mapping mapping;
  private final Place place;
  private final String path;
  private final @Nullable Object[] components;
  private final TreeSet<String> leftOut = new TreeSet<>();

  Probe(RecordShape shape, YamlNode.Mapping mapping, Place place, String path) {
    this.shape = shape;
    this.mapping = mapping;
    this.place = place;
    this.path = path;
    this.components = new @Nullable Object[shape.keys().size()];
  }

  void bound(int index, @Nullable Object component) {
    components[index] = component;
  }

  void failed(int index) {
    RecordShape.Key key = shape.keys().get(index);
    leftOut.add(key.name());
    components[index] = shape.standIn(index);
  }

  /** The record, of which nothing was refused. */
  Object record() {
    return shape.construct(components);
  }

  /**
   * What the record refuses.
   *
   * @param incomplete whether the record cannot be built for other reasons, already told
   */
  List<Problem> refusals(boolean incomplete) {
    List<Problem> refusals = new ArrayList<>();
    for (int attempt = 0; attempt <= components.length; attempt++) {
      String message = shape.refusal(components);
      if (message == null) {
        return refusals;
      }
      String key = Refusals.key(message, mapping);
      boolean first = attempt == 0 && !incomplete;
      if (first || (key != null && !mentionsLeftOut(message))) {
        refusals.add(Refusals.locate(message, mapping, place, path));
      }
      int index = key == null ? -1 : shape.indexOf(key);
      if (index < 0 || leftOut.contains(key)) {
        return refusals;
      }
      failed(index);
    }
    return refusals;
  }

  private boolean mentionsLeftOut(String message) {
    for (String word : message.split("[^a-z0-9_]+", -1)) {
      if (leftOut.contains(word)) {
        return true;
      }
    }
    return false;
  }
}
