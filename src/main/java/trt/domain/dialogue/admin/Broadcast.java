package trt.domain.dialogue.admin;

import java.time.Instant;

/**
 * A message to many.
 *
 * @param written so many people's messages were written
 * @param waiting of them not sent yet
 */
public record Broadcast(
    long id, String segment, String state, String words, long written, long waiting, Instant at) {}
