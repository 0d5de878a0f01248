package trt.domain.dialogue.admin;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What an operator can do. Each is asked about, confirmed, recorded, and done once. */
public enum Deed {
  /** Minor units to a person's balance, a debt first. */
  CREDIT,
  /** Minor units off a person's balance, never more than there is. */
  DEBIT,
  /** Nothing is done for the person any more; money stays. */
  BAN,
  /** The end of that. */
  UNBAN,
  /** A message from the operators to the person. */
  TELL,
  /** A payment goes back to who has paid it. */
  REFUND,
  /** What was set aside runs again. */
  REPLAY,
  /** What was set aside is given up. */
  DROP,
  /** No new orders are taken. */
  CLOSE,
  /** They are again. */
  OPEN,
  /** Nobody but operators is answered. */
  MAINTAIN,
  /** The end of that. */
  RESUME,
  /** A model is not sold. */
  MODELOFF,
  /** It is again. */
  MODELON,
  /** Another price for a model. */
  PRICE,
  /** The usual price again. */
  USUAL,
  /** A message to many people. */
  CAST,
  /** The end of one that is under way. */
  HALT,
  /** A transfer has come: it is credited. */
  APPROVE,
  /** A transfer has not come: nothing is credited. */
  DECLINE;

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
    return switch (this) {
      case CREDIT, DEBIT -> List.of(Question.AMOUNT, Question.REASON);
      case APPROVE, DECLINE -> List.of();
      case TELL -> List.of(Question.TEXT);
      case PRICE -> List.of(Question.PRICE, Question.REASON);
      case CAST -> List.of(Question.SEGMENT, Question.TEXT);
      default -> List.of(Question.REASON);
    };
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
