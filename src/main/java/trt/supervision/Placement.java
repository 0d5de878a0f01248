package trt.supervision;

/**
 * Which of a unit's verticle instances this is.
 *
 * @param index from 0
 * @param count how many there are; stays the same for the life of the instance
 */
public record Placement(int index, int count) {}
