package dev.crossover.experiments.spec;

/**
 * A value that a sweep or the command line puts into an experiment's tree.
 *
 * @param path where it goes
 * @param value all of it at the place of the sweep's entry or the option
 */
public record Setting(TreePath path, YamlNode value) {}
