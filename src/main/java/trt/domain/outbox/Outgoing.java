package trt.domain.outbox;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A committed call to Telegram that has not been made, or not surely. Times are spans by the clock
 * of the database, counted from the moment of reading: clocks of two machines are never compared.
 *
 * @param id order within the chat
 * @param dedupe its name, unique for ever
 * @param body JSON, see {@code trt.telegram}'s call body: params, files, fallback
 * @param target name of the earlier message this one edits, when its message id was not known yet
 * @param attempt counts marks and replacements; who writes with an older number has been overtaken
 * @param timing when it may be made
 * @param previous the call of the same chat that waited before it when it was added, if any; empty
 *     also when it was not added just now
 * @param cause number of the update it answers, if it answers one
 */
public record Outgoing(
    int shard,
    long chatKey,
    long id,
    String dedupe,
    DeliveryClass deliveryClass,
    String method,
    String body,
    Optional<String> target,
    int attempt,
    Timing timing,
    OptionalLong previous,
    OptionalInt cause) {
  /**
   * When a call may be made.
   *
   * @param sendingFor how long ago a send was begun whose end nobody recorded; only for {@link
   *     DeliveryClass#MUST_ARRIVE}
   * @param senderGone the process that began it is no more
   * @param heldFor how long it is held back yet, zero or less when it is not
   * @param livesFor when it loses its meaning
   */
  public record Timing(
      Optional<Duration> sendingFor,
      boolean senderGone,
      Duration heldFor,
      Optional<Duration> livesFor) {
    /** May be made at once and for ever. */
    public static final Timing NOW = unsent(Optional.empty());

    /** Nobody began to send it, and nothing holds it back. */
    private static Timing unsent(Optional<Duration> livesFor) {
      return new Timing(Optional.empty(), false, Duration.ZERO, livesFor);
    }
  }

  /** Whether its place among the calls of its chat matters. */
  public boolean isOrdered() {
    return urgency() != Urgency.ANSWER;
  }

  /** Its rank when not everything can go out. */
  public Urgency urgency() {
    return Urgency.of(method, dedupe);
  }

  /** The same call after one more mark. */
  public Outgoing marked() {
    return new Outgoing(
        shard,
        chatKey,
        id,
        dedupe,
        deliveryClass,
        method,
        body,
        target,
        attempt + 1,
        timing,
        previous,
        cause);
  }

  /** Another call in its place, under its name. */
  public Outgoing replacedBy(DeliveryClass newClass, String newMethod, String newBody) {
    return new Outgoing(
        shard,
        chatKey,
        id,
        dedupe,
        newClass,
        newMethod,
        newBody,
        Optional.empty(),
        attempt + 1,
        Timing.unsent(timing.livesFor()),
        previous,
        cause);
  }

  /** The same call with the one before it. */
  public Outgoing after(OptionalLong predecessor) {
    return new Outgoing(
        shard,
        chatKey,
        id,
        dedupe,
        deliveryClass,
        method,
        body,
        target,
        attempt,
        timing,
        predecessor,
        cause);
  }
}
