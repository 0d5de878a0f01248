package trt.domain.catalog;

import java.time.Duration;

/**
 * How long a generation takes.
 *
 * @param typical half of them are done by then
 * @param slow 99 of 100 are done by then
 */
public record Timing(Duration typical, Duration slow) {}
