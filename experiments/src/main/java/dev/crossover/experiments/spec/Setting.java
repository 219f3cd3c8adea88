package dev.crossover.experiments.spec;

/**
 * A value that a sweep or the command line puts into an experiment's tree.
 *
 * @param path where it goes
 * @param place of the path, for mistakes in it; those in the value are told at the value's own
 */
public record Setting(TreePath path, Place place, YamlNode value) {}
