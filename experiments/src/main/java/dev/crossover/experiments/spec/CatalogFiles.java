package dev.crossover.experiments.spec;

import dev.crossover.models.catalog.Catalog;
import dev.crossover.models.catalog.GpuSpec;
import dev.crossover.models.catalog.HostedModel;
import dev.crossover.models.catalog.InstanceType;
import dev.crossover.models.catalog.LlmSpec;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the catalogue from YAML files, only as much of it as is asked for. For one thread. */
public final class CatalogFiles {
  static final List<String> FOLDERS = List.of("llms", "gpus", "instances", "hosted");

  private final Map<String, String> sha256ByFile = new TreeMap<>();
  private final KindFiles<LlmSpec> llms;
  private final KindFiles<GpuSpec> gpus;
  private final KindFiles<InstanceType> instances;
  private final KindFiles<HostedModel> hosted;

  CatalogFiles(List<Shelf> shelves) {
    llms = new KindFiles<>("llms", LlmSpec.class, LlmSpec::id, shelves, sha256ByFile);
    gpus = new KindFiles<>("gpus", GpuSpec.class, GpuSpec::id, shelves, sha256ByFile);
    instances =
        new KindFiles<>("instances", InstanceType.class, InstanceType::id, shelves, sha256ByFile);
    hosted = new KindFiles<>("hosted", HostedModel.class, HostedModel::id, shelves, sha256ByFile);
  }

  /**
   * The LLM of an id.
   *
   * @throws IllegalArgumentException with the nearest id when there is none, as for all four kinds
   * @throws UserInputException when a catalogue file is wrong, as for all four kinds
   */
  public LlmSpec llm(String id) {
    llms.find(id);
    return used().llm(id);
  }

  public GpuSpec gpu(String id) {
    gpus.find(id);
    return used().gpu(id);
  }

  public InstanceType instance(String id) {
    instances.find(id);
    return used().instance(id);
  }

  public HostedModel hosted(String id) {
    hosted.find(id);
    return used().hosted(id);
  }

  /** The whole catalogue. */
  public Catalog all() {
    llms.all();
    gpus.all();
    instances.all();
    hosted.all();
    return used();
  }

  /** The part of the catalogue that was asked for so far. */
  public Catalog used() {
    return new Catalog(llms.found(), gpus.found(), instances.found(), hosted.found());
  }

  /** SHA-256 of the files that were read, by file name. */
  public Map<String, String> sha256ByFile() {
    return Collections.unmodifiableMap(sha256ByFile);
  }
}
