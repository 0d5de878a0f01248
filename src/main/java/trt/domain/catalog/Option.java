package trt.domain.catalog;

/**
 * One value of a closed choice.
 *
 * @param value exactly what KIE expects: a {@code String}, {@code Integer}, {@code BigDecimal} or
 *     {@code Boolean}
 */
public record Option(Object value, Words label) {}
