package trt.domain.catalog;

import java.time.Duration;

/**
 * What is known of a file before it is sent: measured where it matters for money, otherwise as
 * Telegram reports it.
 *
 * @param bytes 0 = unknown
 * @param width pixels, 0 = unknown or sound
 * @param height pixels, 0 = unknown or sound
 * @param length zero = unknown or a picture
 */
public record MediaFacts(
    Medium medium, String mimeType, long bytes, int width, int height, Duration length) {}
