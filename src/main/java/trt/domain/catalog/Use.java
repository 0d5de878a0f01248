package trt.domain.catalog;

import java.util.Optional;

/**
 * How an input is met in the dialogue.
 *
 * @param required no generation without it
 * @param asked asked step by step; otherwise it waits among the advanced settings
 * @param fallback the value when the user gives none; sent explicitly, so that a change of the
 *     default at KIE changes nothing here
 */
public record Use(boolean required, boolean asked, Optional<Object> fallback) {}
