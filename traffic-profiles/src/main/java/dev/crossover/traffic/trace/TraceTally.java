package dev.crossover.traffic.trace;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What readers notice on their way: rows left out, and the classes there are. */
final class TraceTally {
  private static final int MAX_CLASSES = 1_000;

  private final SortedSet<String> classNames = new TreeSet<>();
  private @Nullable String lastClass;
  private long skippedRows;
  private long failedRows;

  void skipped() {
    skippedRows++;
  }

  void failed() {
    failedRows++;
  }

  /** Notes a class; there are few, for each has figures of its own in the results. */
  void saw(String className) throws BadRowException {
    if (className.equals(lastClass)) {
      return;
    }
    lastClass = className;
    if (classNames.add(className) && classNames.size() > MAX_CLASSES) {
      throw new BadRowException(
          "is of class number "
              + classNames.size()
              + ", and the limit is "
              + MAX_CLASSES
              + ". Maybe another column holds the class");
    }
  }

  long skippedRows() {
    return skippedRows;
  }

  long failedRows() {
    return failedRows;
  }

  /** The classes in alphabetical order. */
  List<String> classNames() {
    return List.copyOf(classNames);
  }
}
