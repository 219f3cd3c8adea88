package dev.crossover.experiments.spec;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Builds the tree of a file from SnakeYAML's events, without recursion, and refuses what YAML
 * allows but would surprise: anchors, aliases, merge keys, tags, duplicate keys. Events rather than
 * composed nodes, because those no longer tell where an alias or a tag stood.
 */
final class TreeReader {
  static final int MAX_DEPTH = 64;

  private final String file;
  private final ProblemList problems;
  private final Deque<Frame> open = new ArrayDeque<>();
  private @Nullable YamlNode root;
  private int documents;

  TreeReader(String file, ProblemList problems) {
    this.file = file;
    this.problems = problems;
  }

  /**
   * The tree of a text, or null for one that says nothing.
   *
   * @throws UserInputException with a syntax error alone
   */
  @Nullable YamlNode read(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(TextFile.MAX_BYTES);
    try {
      ParserImpl parser = new ParserImpl(new StreamReader(text), options);
      for (Event event = parser.getEvent(); event != null; event = parser.getEvent()) {
        if (event.is(Event.ID.StreamEnd)) {
          break;
        }
        accept(event);
      }
    } catch (YAMLException e) {
      throw new UserInputException(SyntaxErrors.problem(e, file));
    }
    return root;
  }

  private void accept(Event event) {
    if (event instanceof CollectionStartEvent start) {
      begin(start);
    } else if (event instanceof ScalarEvent scalar) {
      attach(scalar(scalar));
    } else if (event instanceof AliasEvent alias) {
      attach(refuse(alias, "*" + alias.getAnchor() + " is an alias, which is refused"));
    } else if (event.is(Event.ID.SequenceEnd) || event.is(Event.ID.MappingEnd)) {
      attach(open.pop().node());
    } else if (event.is(Event.ID.DocumentStart) && ++documents > 1) {
      throw alone(event, "a second document starts here. Maybe put it into a file of its own?");
    }
  }

  private void begin(CollectionStartEvent event) {
    if (open.size() >= MAX_DEPTH) {
      throw alone(
          event,
          "is nested more than " + MAX_DEPTH + " levels deep. Maybe a bracket is" + " missing?");
    }
    refuseAnchorAndTag(event, event.getAnchor(), event.getTag());
    open.push(new Frame(place(event), event instanceof MappingStartEvent));
  }

  private YamlNode scalar(ScalarEvent event) {
    String text = event.getValue();
    boolean plain = event.isPlain();
    boolean refused = refuseAnchorAndTag(event, event.getAnchor(), event.getTag());
    String complaint = plain ? PlainNumbers.complaint(text) : null;
    if (complaint != null && !awaitsKey()) {
      return refuse(event, complaint);
    }
    return refused
        ? new YamlNode.Refused(place(event))
        : new YamlNode.Scalar(place(event), text, plain);
  }

  private boolean refuseAnchorAndTag(Event event, @Nullable String anchor, @Nullable String tag) {
    if (anchor != null) {
      refuse(event, "&" + anchor + " is an anchor, which is refused");
    }
    if (tag != null) {
      refuse(
          event, "the tag " + Shown.value(tag.replace("tag:yaml.org,2002:", "!!")) + " is refused");
    }
    return anchor != null || tag != null;
  }

  private YamlNode refuse(Event event, String what) {
    String advice = what.contains(". Maybe") ? "" : ". Maybe write the value itself?";
    problems.add(place(event), path(), what + advice);
    return new YamlNode.Refused(place(event));
  }

  private void attach(YamlNode node) {
    Frame frame = open.peek();
    if (frame == null) {
      root = node;
    } else if (!frame.mapping) {
      frame.items.add(node);
    } else if (!frame.hasKey) {
      frame.hasKey = true;
      frame.key = key(frame, node);
      frame.keyPlace = node.place();
    } else {
      frame.hasKey = false;
      if (frame.key != null) {
        frame.entries.put(frame.key, new YamlNode.Entry(frame.keyPlace, node));
      }
      frame.key = null;
    }
  }

  /** The name of a key, or null where it and its value are left out. */
  private @Nullable String key(Frame frame, YamlNode node) {
    if (!(node instanceof YamlNode.Scalar scalar)) {
      if (!(node instanceof YamlNode.Refused)) {
        problems.add(node.place(), path(), "a key must be a word. Maybe quote it?");
      }
      return null;
    }
    String name = scalar.text();
    if (name.equals("<<") && scalar.plain()) {
      problems.add(node.place(), path(), "the merge key << is refused. Maybe write the keys out?");
      frame.entries.put(name, new YamlNode.Entry(node.place(), new YamlNode.Refused(node.place())));
      return null;
    }
    YamlNode.Entry first = frame.entries.get(name);
    if (first != null) {
      String message = "is given twice, first in line " + first.place().line();
      problems.add(node.place(), join(path(), name), message + ". Maybe remove one of them?");
      return null;
    }
    return name;
  }

  private boolean awaitsKey() {
    Frame frame = open.peek();
    return frame != null && frame.mapping && !frame.hasKey;
  }

  /** Keys that are open, outermost first; elements of lists by their name where it came first. */
  private String path() {
    List<Frame> frames = new ArrayList<>(open);
    Collections.reverse(frames);
    String path = "";
    for (int i = 0; i < frames.size(); i++) {
      Frame frame = frames.get(i);
      if (frame.mapping) {
        path = frame.key == null ? path : join(path, frame.key);
      } else if (i < frames.size() - 1) {
        path = TreeEdit.itemPath(path, frames.get(i + 1).node(), frame.items.size());
      } else {
        path = path + "[" + frame.items.size() + "]";
      }
    }
    return path;
  }

  static String join(String path, String key) {
    return path.isEmpty() ? Shown.value(key) : path + "." + Shown.value(key);
  }

  private Place place(Event event) {
    Mark mark = event.getStartMark();
    return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
  }

  private UserInputException alone(Event event, String message) {
    return new UserInputException(Problem.at(place(event), "", message));
  }

  /** A collection whose end is still to come. */
  private static final class Frame {
    final Place place;
    final boolean mapping;
    final List<YamlNode> items = new ArrayList<>();
    final Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
    boolean hasKey;
    @Nullable String key;
    Place keyPlace;

    Frame(Place place, boolean mapping) {
      this.place = place;
      this.mapping = mapping;
      this.keyPlace = place;
    }

    YamlNode node() {
      return mapping ? new YamlNode.Mapping(place, entries) : new YamlNode.Sequence(place, items);
    }
  }
}
