package trt.delivery;

import java.time.Duration;
import java.util.Optional;
import trt.domain.outbox.Outgoing;

/** A call with what this instance knows of it. Times are readings of the monotonic clock, in ns. */
final class Entry {
  private Outgoing message;
  private final long earliest;
  private final Optional<Long> expires;
  private long knownAt;
  private boolean marked;
  private long lastBehind;
  private int attempts;
  private boolean possiblyDelivered;
  private int bugs;
  private Optional<Verdict> unrecorded = Optional.empty();
  private final Silence silence = new Silence();

  /** How often Telegram was silent about this call. */
  static final class Silence {
    int times;
    long answersBefore;
    Optional<Long> since = Optional.empty();
  }

  /**
   * A call as it was in the database.
   *
   * @param knownAt when it surely was there, or earlier
   * @param readAt when its times were counted, or later
   * @param unclearFor how long after the begin of another's send it is to wait
   */
  Entry(Outgoing message, long knownAt, long readAt, Duration unclearFor) {
    this.message = message;
    this.knownAt = knownAt;
    this.possiblyDelivered = message.timing().sendingFor().isPresent();
    Duration begun = message.timing().sendingFor().map(unclearFor::minus).orElse(Duration.ZERO);
    Duration held = message.timing().heldFor();
    this.earliest = readAt + Math.max(0, Math.max(begun.toNanos(), held.toNanos()));
    this.expires = message.timing().livesFor().map(life -> knownAt + life.toNanos());
  }

  Outgoing message() {
    return message;
  }

  /** Nanoseconds until the first attempt. */
  long waitNanos(long now) {
    return attempts == 0 ? earliest - now : 0;
  }

  boolean isExpired(long now) {
    return expires.filter(at -> now - at >= 0).isPresent();
  }

  boolean isKnownFor(Duration span, long now) {
    return now - knownAt > span.toNanos();
  }

  /** It was looked up at that time and is as it was. */
  void confirmed(long at) {
    knownAt = at;
  }

  /** Marked at that time, by this instance. */
  void marked(long at) {
    message = message.marked();
    knownAt = at;
    marked = true;
  }

  /** Whether its row has a mark of this instance, unless another has marked it since. */
  boolean isMarked() {
    return marked;
  }

  /** The last call of its chat that was decided before this attempt began. */
  long lastBehind() {
    return lastBehind;
  }

  void begins(long last) {
    lastBehind = last;
  }

  /** Attempts made here. */
  int attempts() {
    return attempts;
  }

  /** Whether an earlier send may have arrived. */
  boolean possiblyDelivered() {
    return possiblyDelivered;
  }

  /** What came of the latest attempt, while no record of it is in the database. */
  Optional<Verdict> unrecorded() {
    return unrecorded;
  }

  Silence silence() {
    return silence;
  }

  void decided(Verdict verdict) {
    unrecorded = Optional.of(verdict);
  }

  void recorded() {
    unrecorded = Optional.empty();
  }

  void attempted(boolean unclear) {
    attempts++;
    possiblyDelivered |= unclear;
  }

  /** How often our own code failed with it. */
  int failedByBug() {
    return ++bugs;
  }
}
