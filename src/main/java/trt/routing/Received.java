package trt.routing;

import java.util.Optional;
import trt.domain.dialogue.Input;
import trt.domain.inbox.PendingUpdate;
import trt.domain.outbox.Place;

/**
 * An update that wants an answer.
 *
 * @param languageCode IETF tag as Telegram gives it, empty when it gives none
 * @param callbackQueryId present for pressed buttons: they must be answered, or the button spins
 * @param place where in the chat the answer belongs
 */
record Received(
    PendingUpdate update,
    long chatId,
    Person person,
    String languageCode,
    Optional<String> callbackQueryId,
    Input input,
    Place place) {
  /** One in a chat of one person with the bot. */
  Received(
      PendingUpdate update,
      long chatId,
      Person person,
      String languageCode,
      Optional<String> callbackQueryId,
      Input input) {
    this(update, chatId, person, languageCode, callbackQueryId, input, Place.PRIVATE);
  }

  /** The same from somebody who is answered in that language. */
  Received speaking(String language) {
    return new Received(update, chatId, person, language, callbackQueryId, input, place);
  }

  /**
   * Who wrote or pressed.
   *
   * @param username without the @, empty when there is none
   */
  record Person(long id, String name, String username) {}
}
