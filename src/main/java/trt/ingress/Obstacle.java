package trt.ingress;

import java.time.Duration;

/** Why a poll brought nothing, how long to wait before the next, and what the log says, once. */
enum Obstacle {
  /** Telegram serves one reader only. */
  CONFLICT(
      Duration.ofSeconds(5),
      Duration.ofSeconds(30),
      "Telegram gives us no updates: another process polls with the same token, or a webhook is"
          + " set; stop the other one, this one keeps asking"),
  /** Too many calls. */
  THROTTLED(
      Duration.ofSeconds(1),
      Duration.ofSeconds(30),
      "Telegram slows the polling down; updates come late"),
  /** Telegram answers and says no: an operator must look. */
  REFUSED(
      Duration.ofSeconds(1),
      Duration.ofSeconds(30),
      "Telegram refuses to give updates; nothing arrives until the cause is repaired"),
  /** No answer. */
  UNREACHABLE(
      Duration.ofSeconds(1),
      Duration.ofSeconds(30),
      "Telegram does not answer; updates wait there and polling goes on"),
  /** Telegram answered something that holds no readable update. */
  UNREADABLE(
      Duration.ofSeconds(1),
      Duration.ofSeconds(30),
      "Telegram's answer holds no readable update; polling goes on"),
  /** The database is ours and near: it is asked again soon. */
  NOT_STORED(
      Duration.ofSeconds(1),
      Duration.ofSeconds(5),
      "Updates could not be stored; they stay at Telegram, unconfirmed, and are fetched again");

  private final Duration first;
  private final Duration longest;
  private final String consequence;

  Obstacle(Duration first, Duration longest, String consequence) {
    this.first = first;
    this.longest = longest;
    this.consequence = consequence;
  }

  /** The pause after the first failure. */
  Duration first() {
    return first;
  }

  /** Pauses double up to this. */
  Duration longest() {
    return longest;
  }

  /** What it means and who repairs it. */
  String consequence() {
    return consequence;
  }
}
