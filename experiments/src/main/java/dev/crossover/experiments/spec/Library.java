package dev.crossover.experiments.spec;

import dev.crossover.traffic.profile.ProfileSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Where the names in experiment files are found: the catalogue and the traffic profiles. A file is
 * read once. For one thread.
 */
public final class Library {
  private static final String SUFFIX = ".yaml";

  private final List<Shelf> shelves;
  private final CatalogFiles catalog;
  private final Map<String, YamlDocument> profileByName = new HashMap<>();

  private Library(Shelf base, List<Path> overlays) {
    List<Shelf> all = new ArrayList<>();
    all.add(base);
    overlays.forEach(overlay -> all.add(overlay(overlay)));
    shelves = List.copyOf(all);
    catalog = new CatalogFiles(shelves);
  }

  /**
   * The folders {@code models} and {@code traffic-profiles} of a checkout.
   *
   * @param overlays folders with llms, gpus, instances, hosted or traffic-profiles, whose entries
   *     replace those of the same id before them
   * @throws UserInputException when an overlay is no folder or holds none of these
   */
  public static Library of(Path home, List<Path> overlays) {
    Path models = home.resolve("models");
    return new Library(new FolderShelf(models, home.resolve(Shelf.PROFILES)), overlays);
  }

  /** The files packed with the program, and overlays as in {@link #of}. */
  public static Library packed(List<Path> overlays) {
    return new Library(new PackedShelf(), overlays);
  }

  public CatalogFiles catalog() {
    return catalog;
  }

  /** SHA-256 of the catalogue files and profiles that were read, by file name. */
  public Map<String, String> sha256ByFile() {
    Map<String, String> all = new TreeMap<>(catalog.sha256ByFile());
    profileByName.values().forEach(profile -> all.put(profile.file(), profile.sha256()));
    return Collections.unmodifiableMap(all);
  }

  /** Names of all traffic profiles, in alphabetical order. */
  public List<String> profiles() {
    TreeSet<String> names = new TreeSet<>();
    for (Shelf shelf : shelves) {
      for (String file : shelf.files(Shelf.PROFILES)) {
        names.add(file.substring(0, file.length() - SUFFIX.length()));
      }
    }
    return List.copyOf(names);
  }

  /**
   * The file of a traffic profile.
   *
   * @throws IllegalArgumentException with the nearest name when there is none
   * @throws UserInputException when it does not make sense by itself
   */
  public YamlDocument profile(String name) {
    YamlDocument known = profileByName.get(name);
    if (known == null) {
      known = read(name);
      known.bind(ProfileSpec.class); // told in its own file, not where somebody overrides it
      profileByName.put(name, known);
    }
    return known;
  }

  private YamlDocument read(String name) {
    for (int i = shelves.size() - 1; i >= 0; i--) {
      if (shelves.get(i).files(Shelf.PROFILES).contains(name + SUFFIX)) {
        return shelves.get(i).read(Shelf.PROFILES, name + SUFFIX);
      }
    }
    throw new IllegalArgumentException(CheckScope.unknown(name, profiles(), "a traffic profile"));
  }

  private static Shelf overlay(Path folder) {
    Place place = Place.startOf(folder.toString());
    if (!Files.isDirectory(folder)) {
      throw new UserInputException(
          Problem.at(place, "", "is not a folder. Maybe check the path after --catalog?"));
    }
    boolean useful = Files.isDirectory(folder.resolve(Shelf.PROFILES));
    for (String kind : CatalogFiles.FOLDERS) {
      useful |= Files.isDirectory(folder.resolve(kind));
    }
    if (!useful) {
      String names = String.join(", ", CatalogFiles.FOLDERS);
      throw new UserInputException(
          Problem.at(place, "", "holds no catalogue. Maybe it should have one of " + names + "?"));
    }
    return new FolderShelf(folder, folder.resolve(Shelf.PROFILES));
  }
}
