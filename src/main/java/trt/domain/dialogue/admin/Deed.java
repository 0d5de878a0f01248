package trt.domain.dialogue.admin;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What an operator can do. Each is asked about, confirmed, recorded, and done once. */
public enum Deed {
  /** Minor units to a person's balance, a debt first. */
  CREDIT(Question.AMOUNT, Question.REASON),
  /** Minor units off a person's balance, never more than there is. */
  DEBIT(Question.AMOUNT, Question.REASON),
  /** Nothing is done for the person any more; money stays. */
  BAN(Question.REASON),
  /** The end of that. */
  UNBAN(Question.REASON),
  /** A message from the operators to the person. */
  TELL(Question.TEXT),
  /** A payment goes back to who has paid it. */
  REFUND(Question.REASON),
  /** What was set aside runs again. */
  REPLAY(Question.REASON),
  /** What was set aside is given up. */
  DROP(Question.REASON),
  /** No new orders are taken. */
  CLOSE(Question.REASON),
  /** They are again. */
  OPEN(Question.REASON),
  /** Nobody but operators is answered. */
  MAINTAIN(Question.REASON),
  /** The end of that. */
  RESUME(Question.REASON),
  /** A model is not sold. */
  MODELOFF(Question.REASON),
  /** It is again. */
  MODELON(Question.REASON),
  /** Another price for a model. */
  PRICE(Question.PRICE, Question.REASON),
  /** The usual price again. */
  USUAL(Question.REASON),
  /** A message to many people. */
  CAST(Question.SEGMENT, Question.TEXT),
  /** The end of one that is under way. */
  HALT(Question.REASON);

  private final List<Question> questions;

  Deed(Question... questions) {
    this.questions = List.of(questions);
  }

  /** Something the operator writes. */
  public enum Question {
    /** Stars, kept as minor units. */
    AMOUNT,
    /** Why; stays in the books. */
    REASON,
    /** Words for the person. */
    TEXT,
    /** To whom of all: see {@link Segment}. */
    SEGMENT,
    /** A percentage, or Stars for one generation. */
    PRICE;

    /** As in the names of texts and answers. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What must be answered before it is confirmed. */
  public List<Question> questions() {
    return questions;
  }

  /** As in the names of texts. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The deed of that name. */
  public static Optional<Deed> named(String name) {
    for (Deed deed : values()) {
      if (deed.name().equals(name)) {
        return Optional.of(deed);
      }
    }
    return Optional.empty();
  }
}
