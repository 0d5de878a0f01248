package trt.routing;

import java.util.Optional;
import trt.domain.dialogue.Input;
import trt.domain.inbox.PendingUpdate;

/**
 * An update that wants an answer.
 *
 * @param languageCode IETF tag as Telegram gives it, empty when it gives none
 * @param callbackQueryId present for pressed buttons: they must be answered, or the button spins
 */
record Received(
    PendingUpdate update,
    long chatId,
    Person person,
    String languageCode,
    Optional<String> callbackQueryId,
    Input input) {
  /**
   * Who wrote or pressed.
   *
   * @param username without the @, empty when there is none
   */
  record Person(long id, String name, String username) {}
}
