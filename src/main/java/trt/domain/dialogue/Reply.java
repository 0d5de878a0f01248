package trt.domain.dialogue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** One thing the bot does in answer to an input. */
public sealed interface Reply {
  /** Shows a screen: in place of the pressed menu when there is one, as a new message otherwise. */
  record Show(Screen screen) implements Reply {}

  /** A short notice over the chat, in answer to a button; {@code alert} makes it a box to close. */
  record Toast(Phrase text, boolean alert) implements Reply {}

  /**
   * Sends what a finished job made as files, as they are.
   *
   * @param job of this person
   * @param gone said in the place of a file that nobody keeps any more
   * @param tooLarge said in the place of a file that does not fit into a chat; the only thing it
   *     lacks is its {@code url}
   */
  record SendFiles(long job, Phrase gone, Phrase tooLarge) implements Reply {}

  /**
   * Holds the money and starts a generation, both or neither; then shows one of the two screens.
   *
   * @param free pays with one free generation instead of Stars
   * @param price what is held, in minor units; 1 when free
   * @param credits what KIE will charge us
   * @param accepted the status message, later replaced by the result
   * @param refused shown when the money is not there after all
   */
  record StartJob(
      String model,
      Map<String, Object> inputs,
      boolean free,
      long price,
      BigDecimal credits,
      Screen accepted,
      Screen refused)
      implements Reply {}

  /** What has to do with a person's own money. */
  sealed interface OfMoney extends Reply {
    /**
     * A file with a table.
     *
     * @param rows phrases and texts
     */
    record Table(String fileName, List<List<Object>> rows, Phrase caption) implements OfMoney {}

    /**
     * A message to every admin, once per name.
     *
     * @param name the same for the same matter
     */
    record TellAdmins(String name, Screen screen) implements OfMoney {
      /** Without buttons. */
      public TellAdmins(String name, Phrase text) {
        this(name, new Screen(text, List.of()));
      }
    }
  }

  /**
   * An invoice in Stars for the person who asked, and for nobody else.
   *
   * @param stars whole Stars
   * @param title at most 32 characters
   * @param description at most 255 characters
   */
  record Invoice(long stars, Phrase title, Phrase description) implements Reply {}

  /** The message of a generation that is over becomes this screen, wherever it is. */
  record EndStatus(OwnView.Job job, Screen screen) implements Reply {}

  /**
   * A text as a file.
   *
   * @param failed said in its place when Telegram does not take it
   */
  record Document(String fileName, String mediaType, String content, Phrase caption, Phrase failed)
      implements Reply {}

  /**
   * Numbers as a picture: rows of bars under each other, one bar a day.
   *
   * @param days oldest first
   * @param failed said in its place when Telegram does not take it
   */
  record Chart(List<Bars> rows, List<LocalDate> days, Phrase caption, Phrase failed)
      implements Reply {
    /**
     * One row.
     *
     * @param peak how its largest value is written
     * @param values as many as there are days, none below 0
     */
    public record Bars(Phrase title, Phrase peak, List<Long> values) {}
  }

  /** Something about the person's own things. */
  record Do(PastDeed deed) implements Reply {}

  /** A message to somebody else, in that person's own chat and language. */
  record Tell(long person, String lang, Screen screen) implements Reply {}
}
