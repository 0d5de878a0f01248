package trt.domain.dialogue;

/** What a person wants of the things that are their own. */
public sealed interface OwnWish {
  /** What of mine is being made, or waits. */
  record Jobs() implements OwnWish {}

  /** One of mine is not to be made after all. */
  record Cancel(long job) implements OwnWish {}

  /** Which languages there are. */
  record Languages() implements OwnWish {}

  /** From now on in this language. */
  record Speak(String language) implements OwnWish {}

  /** What is kept of me, and for how long. */
  record Privacy() implements OwnWish {}

  /** Everything that is kept of me, as a file. */
  record Export() implements OwnWish {}

  /** How I stand, before I leave. */
  record Standing() implements OwnWish {}

  /**
   * Nothing is to be kept of me.
   *
   * @param asked when it was asked whether this is meant, in seconds since 1970
   * @param balance what was said to be on the balance, in minor units
   */
  record Erase(long asked, long balance) implements OwnWish {}
}
