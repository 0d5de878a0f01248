package trt.playground.servers;

import java.time.Duration;

/**
 * One attempt to stop a server.
 *
 * @param signal its name as {@code kill} knows it
 * @param patience how long to wait before the next, harder step
 */
record StopStep(String signal, Duration patience) {}
