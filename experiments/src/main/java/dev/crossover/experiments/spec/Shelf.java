package dev.crossover.experiments.spec;

import java.util.List;

/** A place where catalogue files and traffic profiles lie: folders, or the program's own jar. */
interface Shelf {
  String PROFILES = "traffic-profiles";

  /**
   * Names of the YAML files in a folder, in alphabetical order; none where it does not exist.
   *
   * @param folder llms, gpus, instances, hosted or {@link #PROFILES}
   */
  List<String> files(String folder);

  /** Reads a file that {@link #files} names. */
  YamlDocument read(String folder, String file);
}
