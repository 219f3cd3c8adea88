package dev.crossover.experiments.cli;

import dev.crossover.engine.units.TimeSpan;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a duration of the command line. */
final class TimeSpanOption implements ITypeConverter<TimeSpan> {
  @Override
  public TimeSpan convert(String value) {
    try {
      return TimeSpan.valueOf(value);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException("'" + value + "' " + e.getMessage());
    }
  }
}
