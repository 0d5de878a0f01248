package trt.domain.dialogue.admin;

import java.math.BigDecimal;

/**
 * The generations of a day or a model. Amounts are minor units.
 *
 * @param name a day or a model
 * @param done finished ones, the free ones included
 * @param free of them
 * @param failed those whose money went back
 * @param revenue what was charged
 * @param back what was held and went back
 * @param credits what the finished ones were expected to cost us
 */
public record NumberLine(
    String name, long done, long free, long failed, long revenue, long back, BigDecimal credits) {}
