package trt.domain.dialogue.admin;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * The account of the studio between two looks.
 *
 * @param before credits at the first look
 * @param after credits at the last
 * @param expected credits the jobs between were expected to take
 */
public record StudioAccount(
    Instant from, Instant to, BigDecimal before, BigDecimal after, BigDecimal expected) {}
