package trt.domain.dialogue;

import java.util.List;
import java.util.Map;
import trt.domain.dialogue.admin.AdminView;
import trt.domain.wallet.Movement;

/** What came of an {@link Errand}. */
public sealed interface Outcome {
  /** A job of this person, as it was ordered. */
  record PastJob(long id, String model, Map<String, Object> inputs) implements Outcome {}

  /** What came of a person's wish about their own things. */
  record Own(OwnView view) implements Outcome {}

  /** What came of an {@link Errand.Past}. */
  record Past(PastView view) implements Outcome {}

  /** What an operator sees; nobody else ever has one. */
  record Administered(AdminView view) implements Outcome {}

  /** What came of an {@link Errand.OfMoney}. */
  sealed interface OfMoney extends Outcome {
    /**
     * Some movements, newest first.
     *
     * @param newer whether there are newer ones
     * @param older whether there are older ones
     * @param zone name of the time zone of their dates
     */
    record Page(boolean free, List<Movement> movements, boolean newer, boolean older, String zone)
        implements OfMoney {}

    /** Movements for a file, newest first; {@code more} when older ones did not fit into it. */
    record Export(boolean free, List<Movement> movements, boolean more) implements OfMoney {}

    /** No file for now: another is on its way into this chat. */
    record FileUnderWay() implements OfMoney {}

    /**
     * What became of a code.
     *
     * @param given minor units, 0 unless it was redeemed
     * @param balance minor units afterwards
     */
    record Redeemed(Redemption result, long given, long balance) implements OfMoney {}

    /** How a redemption ends. */
    enum Redemption {
      /** The money is there. */
      OK,
      /** There is no such code. */
      UNKNOWN,
      /** This person has had it. */
      USED,
      /** Whoever made it has ended it. */
      CLOSED,
      /** Its time is over. */
      EXPIRED,
      /** Others were faster. */
      GONE,
      /** Too many attempts failed. */
      WAIT
    }

    /** A code was made; false when one of that name exists. */
    record PromoMade(boolean fresh) implements OfMoney {}

    /** A code was ended; false when there is none, or it was ended before. */
    record PromoClosed(boolean found) implements OfMoney {}

    /** The newest codes. */
    record Promos(List<Promo> promos) implements OfMoney {
      /** Copies the list. */
      public Promos {
        promos = List.copyOf(promos);
      }
    }

    /**
     * A code as an admin sees it.
     *
     * @param until date of its end
     * @param state open, expired, used up or closed
     */
    record Promo(String code, long amount, long used, long uses, String until, PromoState state) {}

    /** Whether a code can be redeemed. */
    enum PromoState {
      /** Yes. */
      OPEN,
      /** Its time is over. */
      EXPIRED,
      /** All its uses are. */
      GONE,
      /** It was ended. */
      CLOSED
    }

    /**
     * A link, and what came of it.
     *
     * @param link empty while nobody knows the bot's name
     * @param reward minor units for each friend; 0 when nobody is rewarded
     * @param perDay rewards of one day at most
     */
    record Invitation(String link, long reward, int perDay, long came, long rewarded)
        implements OfMoney {}

    /** Payments of this person, newest first. */
    record Payments(List<Payment> payments, long hours) implements OfMoney {
      /** Copies the list. */
      public Payments {
        payments = List.copyOf(payments);
      }
    }

    /**
     * A payment that may be asked back.
     *
     * @param name 32 characters
     * @param at as people read it
     */
    record Payment(String name, long stars, String at) {}

    /**
     * What became of a wish.
     *
     * @param charge Telegram's number of the payment
     * @param fresh whether it is the first such wish
     */
    record AskedBack(Wish result, String charge, long stars, boolean fresh) implements OfMoney {}

    /**
     * What became of a request for a transfer.
     *
     * @param id of the request, 0 when there is none
     * @param stars whole Stars
     */
    record Transfer(Request result, long id, long person, long stars) implements OfMoney {}

    /** What became of a request. */
    enum Request {
      /** It is noted; nothing is paid. */
      ASKED,
      /** Too many are open. */
      MANY,
      /** The person says that it is paid. */
      CLAIMED,
      /** The person has said so before. */
      AGAIN,
      /** The person has given it up. */
      CANCELLED,
      /** Nobody said in time that it is paid. */
      EXPIRED,
      /** It was decided or given up before. */
      OVER,
      /** This person has none such. */
      UNKNOWN
    }

    /** How a wish for a refund ends. */
    enum Wish {
      /** The Stars are on their way back. */
      BEGUN,
      /** They were before. */
      PENDING,
      /** They went back earlier. */
      DONE,
      /** This person has no such payment. */
      UNKNOWN,
      /** It is too long ago: people decide. */
      LATE,
      /** Some of it is spent: people decide. */
      SPENT,
      /** Telegram would not give it back: people decide. */
      REFUSED
    }
  }
}
