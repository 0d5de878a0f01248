package trt.domain.dialogue;

import java.util.Optional;
import trt.domain.wallet.Purse;

/**
 * Everything a turn may look at.
 *
 * @param name the person's first name, as Telegram gives it
 * @param outcome what came of the input's errand; empty when there was none, or nothing was found
 * @param group whether others read along
 * @param taste what the person likes to work with
 * @param language code of the one the person is answered in
 */
public record Scene(
    Session session,
    String name,
    Purse purse,
    Optional<Outcome> outcome,
    boolean group,
    Taste taste,
    String language) {
  /** With somebody who is answered in English. */
  public Scene(
      Session session,
      String name,
      Purse purse,
      Optional<Outcome> outcome,
      boolean group,
      Taste taste) {
    this(session, name, purse, outcome, group, taste, "en");
  }

  /** With somebody who has done nothing yet. */
  public Scene(
      Session session, String name, Purse purse, Optional<Outcome> outcome, boolean group) {
    this(session, name, purse, outcome, group, Taste.NONE);
  }

  /** In a private chat. */
  public Scene(Session session, String name, Purse purse, Optional<Outcome> outcome) {
    this(session, name, purse, outcome, false);
  }

  /** The outcome, if it is of that kind. */
  public <T extends Outcome> Optional<T> outcome(Class<T> kind) {
    return outcome.filter(kind::isInstance).map(kind::cast);
  }

  /** What was found of the person's past, if it is of that kind. */
  <T extends PastView> Optional<T> past(Class<T> kind) {
    return outcome(Outcome.Past.class)
        .map(Outcome.Past::view)
        .filter(kind::isInstance)
        .map(kind::cast);
  }

  /** The same scene with what the turn itself has just changed. */
  Scene with(Taste other) {
    return new Scene(session, name, purse, outcome, group, other, language);
  }

  /** The same scene at another place of the dialogue. */
  Scene at(Session place) {
    return new Scene(place, name, purse, outcome, group, taste, language);
  }
}
