package dev.crossover.experiments.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The catalogue files of one kind. A name is looked up in the file that it would be called by, so
 * that a run reads only what it needs; all files are read where that does not find it.
 */
final class KindFiles<T> {
  private final String folder;
  private final Class<T> type;
  private final Function<T, String> id;
  private final List<Shelf> shelves;
  private final Map<String, String> sha256ByFile;
  private final Map<String, T> found = new TreeMap<>();
  private boolean complete;

  KindFiles(
      String folder,
      Class<T> type,
      Function<T, String> id,
      List<Shelf> shelves,
      Map<String, String> sha256ByFile) {
    this.folder = folder;
    this.type = type;
    this.id = id;
    this.shelves = shelves;
    this.sha256ByFile = sha256ByFile;
  }

  /** Entries read so far, by id. */
  List<T> found() {
    return List.copyOf(found.values());
  }

  /** Tries to find an entry; reads everything if its file is not called after it. */
  void find(String wanted) {
    if (found.containsKey(wanted) || complete) {
      return;
    }
    String file = wanted.replace('/', '-') + ".yaml";
    boolean baseOnly = shelves.stream().skip(1).allMatch(shelf -> shelf.files(folder).isEmpty());
    if (baseOnly && shelves.get(0).files(folder).contains(file)) {
      Entry<T> entry = read(shelves.get(0), file);
      if (entry.id().equals(wanted)) {
        keep(entry);
        return;
      }
    }
    all();
  }

  /** Reads every file; within a shelf, two files may not define the same id. */
  void all() {
    if (complete) {
      return;
    }
    ProblemList problems = new ProblemList();
    for (Shelf shelf : shelves) {
      List<Entry<T>> entries = new ArrayList<>();
      for (String file : shelf.files(folder)) {
        try {
          entries.add(read(shelf, file));
        } catch (UserInputException e) {
          problems.addAll(e.problems());
        }
      }
      keepAll(entries, problems);
    }
    problems.throwIfAny();
    complete = true;
  }

  private void keepAll(List<Entry<T>> entries, ProblemList problems) {
    Map<String, String> fileById = new TreeMap<>();
    for (Entry<T> entry : entries) {
      String other = fileById.put(entry.id(), entry.document().file());
      if (other == null) {
        keep(entry);
      } else {
        Place place = Place.startOf(entry.document().file());
        problems.add(place, "id", "is also the id of " + other + ". Maybe rename one of them?");
      }
    }
  }

  private void keep(Entry<T> entry) {
    found.put(entry.id(), entry.value());
    sha256ByFile.put(entry.document().file(), entry.document().sha256());
  }

  private Entry<T> read(Shelf shelf, String file) {
    YamlDocument document = shelf.read(folder, file);
    T value = document.bind(type);
    return new Entry<>(id.apply(value), value, document);
  }

  private record Entry<T>(String id, T value, YamlDocument document) {}
}
