package trt.domain.catalog;

/**
 * One value of a closed choice.
 *
 * @param value exactly what KIE expects: a {@code String}, a {@code Number} or a {@code Boolean}
 */
public record Option(Object value, Words label) {}
