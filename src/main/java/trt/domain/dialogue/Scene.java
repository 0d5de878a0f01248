package trt.domain.dialogue;

import java.util.Map;
import java.util.Optional;
import trt.domain.wallet.Purse;

/**
 * Everything a turn may look at.
 *
 * @param name the person's first name, as Telegram gives it
 * @param recalled the earlier job a button refers to, if it is theirs
 */
public record Scene(Session session, String name, Purse purse, Optional<PastJob> recalled) {
  /** A job of this person, as it was ordered. */
  public record PastJob(long id, String model, Map<String, Object> inputs) {}
}
