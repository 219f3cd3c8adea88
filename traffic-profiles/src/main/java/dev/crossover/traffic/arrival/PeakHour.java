package dev.crossover.traffic.arrival;

import java.time.LocalDateTime;

/**
 * The busiest hour of a window.
 *
 * @param start local time at which it begins
 * @param perSecond its mean requests per second
 */
public record PeakHour(LocalDateTime start, double perSecond) {}
