package trt.ops;

import java.time.Duration;
import java.time.Instant;

/**
 * The last finding about a component.
 *
 * @param latency how long the look took
 * @param since when the status became what it is
 */
public record ComponentReport(
    String component,
    boolean vital,
    ComponentStatus status,
    String message,
    Duration latency,
    Instant since) {}
