package dev.crossover.models.catalog;

import dev.crossover.engine.units.NearestName;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Everything one can buy and run, by id: LLMs, GPUs, instances and hosted models. Immutable. */
public final class Catalog {
  private final Map<String, LlmSpec> llms;
  private final Map<String, GpuSpec> gpus;
  private final Map<String, InstanceType> instances;
  private final Map<String, HostedModel> hosted;

  /**
   * A catalogue of these entries.
   *
   * @throws IllegalArgumentException when two entries of a list have the same id
   */
  public Catalog(
      List<LlmSpec> llms,
      List<GpuSpec> gpus,
      List<InstanceType> instances,
      List<HostedModel> hosted) {
    this(
        byId(llms, LlmSpec::id),
        byId(gpus, GpuSpec::id),
        byId(instances, InstanceType::id),
        byId(hosted, HostedModel::id));
  }

  private Catalog(
      Map<String, LlmSpec> llms,
      Map<String, GpuSpec> gpus,
      Map<String, InstanceType> instances,
      Map<String, HostedModel> hosted) {
    this.llms = llms;
    this.gpus = gpus;
    this.instances = instances;
    this.hosted = hosted;
  }

  /** A catalogue with the other's entries added; where both have an id, the other's counts. */
  public Catalog overlay(Catalog other) {
    return new Catalog(
        union(llms, other.llms),
        union(gpus, other.gpus),
        union(instances, other.instances),
        union(hosted, other.hosted));
  }

  /**
   * The LLM of an id.
   *
   * @throws IllegalArgumentException with the nearest id when there is none, as for all four kinds
   */
  public LlmSpec llm(String id) {
    return find(llms, "model", id);
  }

  public GpuSpec gpu(String id) {
    return find(gpus, "GPU", id);
  }

  public InstanceType instance(String id) {
    return find(instances, "instance", id);
  }

  public HostedModel hosted(String id) {
    return find(hosted, "hosted model", id);
  }

  /** All LLMs, by id in alphabetical order like the other three lists. */
  public List<LlmSpec> llms() {
    return List.copyOf(llms.values());
  }

  public List<GpuSpec> gpus() {
    return List.copyOf(gpus.values());
  }

  public List<InstanceType> instances() {
    return List.copyOf(instances.values());
  }

  public List<HostedModel> hosted() {
    return List.copyOf(hosted.values());
  }

  /**
   * The newest date of any fact or price: how recent the catalogue is.
   *
   * @throws IllegalStateException when the catalogue is empty
   */
  public LocalDate newestDate() {
    List<LocalDate> dates = new ArrayList<>();
    llms.values().forEach(llm -> dates.add(llm.validFrom()));
    gpus.values().forEach(gpu -> dates.add(gpu.validFrom()));
    for (InstanceType instance : instances.values()) {
      dates.add(instance.validFrom());
      instance.prices().forEach(price -> dates.add(price.validFrom()));
    }
    for (HostedModel model : hosted.values()) {
      dates.add(model.validFrom());
      model.prices().forEach(price -> dates.add(price.validFrom()));
    }
    if (dates.isEmpty()) {
      throw new IllegalStateException("an empty catalogue has no newest date");
    }
    return Collections.max(dates);
  }

  private static <T> T find(Map<String, T> entries, String kind, String id) {
    T entry = entries.get(id);
    if (entry == null) {
      String advice =
          NearestName.of(id, entries.keySet())
              .map(near -> " Maybe " + near + "?")
              .orElse(" Maybe see `catalog list`?");
      throw new IllegalArgumentException(kind + " '" + id + "' is not in the catalogue." + advice);
    }
    return entry;
  }

  private static <T> Map<String, T> byId(List<T> entries, Function<T, String> id) {
    Map<String, T> map = new TreeMap<>();
    for (T entry : entries) {
      Facts.require(
          map.put(id.apply(entry), entry) == null,
          "id '" + id.apply(entry) + "' is taken twice. Maybe rename one of the two?");
    }
    return map;
  }

  private static <T> Map<String, T> union(Map<String, T> base, Map<String, T> other) {
    Map<String, T> map = new TreeMap<>(base);
    map.putAll(other);
    return map;
  }
}
