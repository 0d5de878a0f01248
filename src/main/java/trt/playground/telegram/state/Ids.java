package trt.playground.telegram.state;

import java.util.random.RandomGenerator;

/** Unguessable names, and the first id of the updates. */
public final class Ids {
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  private static final long FIRST_UPDATE = 2_000_001;
  private static final long LAST_FIRST_UPDATE = 1_000_000_000;

  private final RandomGenerator random;

  Ids(RandomGenerator random) {
    this.random = random;
  }

  /** Letters that may stand in a path. */
  public String text(int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return text.toString();
  }

  /** Digits, as Telegram's query ids are. */
  public String digits() {
    return Long.toString(random.nextLong(1_000_000_000_000_000L, Long.MAX_VALUE));
  }

  /** Where the ids of a fresh queue begin: anywhere, as in the queue of Telegram's server. */
  public long firstUpdate() {
    return random.nextLong(FIRST_UPDATE, LAST_FIRST_UPDATE);
  }
}
