package trt.domain.dialogue;

import java.util.Optional;
import trt.domain.wallet.Purse;

/**
 * Everything a turn may look at.
 *
 * @param name the person's first name, as Telegram gives it
 * @param outcome what came of the input's errand; empty when there was none, or nothing was found
 * @param group whether others read along
 */
public record Scene(
    Session session, String name, Purse purse, Optional<Outcome> outcome, boolean group) {
  /** In a private chat. */
  public Scene(Session session, String name, Purse purse, Optional<Outcome> outcome) {
    this(session, name, purse, outcome, false);
  }

  /** The outcome, if it is of that kind. */
  public <T extends Outcome> Optional<T> outcome(Class<T> kind) {
    return outcome.filter(kind::isInstance).map(kind::cast);
  }
}
