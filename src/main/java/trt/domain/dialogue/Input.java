package trt.domain.dialogue;

import trt.domain.catalog.GivenFile;
import trt.domain.wallet.Charge;

/** What a person did, freed from Telegram's wire format. */
public sealed interface Input {
  /** A command such as {@code /start}, without the slash and the bot's name. */
  record Command(String name, String argument) implements Input {}

  /**
   * Plain text.
   *
   * @param messageId the message it came in, 0 when nobody needs to know
   */
  record Words(String text, long messageId) implements Input {
    /** A text of which only the words matter. */
    public Words(String text) {
      this(text, 0);
    }
  }

  /** A text that was written before, changed. */
  record Edited(String text, long messageId) implements Input {}

  /**
   * A button.
   *
   * @param messageId the message it sits on; 0 when Telegram no longer tells
   * @param onMedia the message shows media, so it must not be edited into a menu
   */
  record Press(Action action, long messageId, boolean onMedia) implements Input {}

  /**
   * A picture, film or sound.
   *
   * @param caption what was written under it, may be empty
   * @param album the same for all files sent together, empty for one sent alone
   * @param spoken whether it is a voice message
   */
  record Sent(GivenFile file, String caption, String album, boolean spoken) implements Input {
    /** Anything but a voice message. */
    public Sent(GivenFile file, String caption, String album) {
      this(file, caption, album, false);
    }
  }

  /** A job of this person that was to bring words has brought them. */
  record Heard(long job) implements Input {}

  /** Stars were taken for one of our invoices, or for what was taken for one. */
  record Paid(Charge charge) implements Input {}

  /** Stars went back to who had paid them, by us or by Telegram. */
  record GivenBack(Charge charge) implements Input {}

  /** A message the dialogue has no use for: sticker, location, poll … */
  record Unsupported(String kind) implements Input {}
}
