package trt.domain.dialogue.admin;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import trt.domain.dialogue.Screen;

/** What came of an {@link AdminWish}. Amounts are minor units unless they are said to be Stars. */
public sealed interface AdminView {
  /** It is an operator who asks. */
  record Granted() implements AdminView {}

  /** There is nothing of the kind. */
  record Absent() implements AdminView {}

  /** It would take too long to count now. */
  record TooMuch() implements AdminView {}

  /** The menu. */
  record Menu(Switches switches) implements AdminView {}

  /**
   * How the parts of the bot are, as this node sees them.
   *
   * @param status worst of all
   * @param credits what the account of the studio holds; empty when nobody knows
   */
  record Health(
      String status,
      List<Part> parts,
      List<Part> units,
      Waiting waiting,
      Optional<BigDecimal> credits)
      implements AdminView {
    /** A component or a unit. */
    public record Part(String name, String status, String detail) {}

    /**
     * What waits; ages in whole seconds.
     *
     * @param setAside updates in quarantine now
     * @param drift wallets that disagree with the journal; anything but 0 is an alarm
     */
    public record Waiting(
        long updates, long updateAge, long messages, long messageAge, long setAside, long drift) {}

    /** No parts are known. */
    public static Health unknown() {
      return new Health(
          "unknown", List.of(), List.of(), new Waiting(0, 0, 0, 0, 0, 0), Optional.empty());
    }

    /** The same with so much set aside now. */
    public Health settingAside(long now) {
      Waiting w = waiting;
      return new Health(
          status,
          parts,
          units,
          new Waiting(w.updates, w.updateAge, w.messages, w.messageAge, now, w.drift),
          credits);
    }
  }

  /**
   * The numbers of one day.
   *
   * @param live jobs under way now
   * @param paid Stars that came, whole
   * @param refunded Stars that went back, whole
   */
  record Today(
      long newPeople,
      long active,
      long ordered,
      long succeeded,
      long failed,
      long live,
      long revenue,
      long paid,
      long refunded)
      implements AdminView {}

  /** Those who were found, at most ten. */
  record People(List<Found> found) implements AdminView {
    /** A person in a list. */
    public record Found(long id, String name, String username) {}
  }

  /**
   * A person's card.
   *
   * @param seenOn the last day with a message; empty when that was long ago
   * @param paid Stars paid ever, whole, refunds not counted
   * @param ban why and since when, empty when not banned
   */
  record Person(
      People.Found who,
      String lang,
      Instant since,
      Optional<LocalDate> seenOn,
      long available,
      long held,
      long debt,
      long freeLeft,
      long jobs,
      long payments,
      long paid,
      Optional<Ban> ban)
      implements AdminView {
    /** Why nothing is done for somebody. */
    public record Ban(String reason, Instant at) {}
  }

  /** The last movements of a person's money, newest first. */
  record Moves(long person, List<Move> moves) implements AdminView {
    /**
     * @param change of what can be spent; 0 when only what was held moved
     * @param job 0 when it is about none
     */
    public record Move(Instant at, String kind, long change, long amount, long job) {}
  }

  /** The last payments, newest first. */
  record Payments(long person, List<Payment> payments) implements AdminView {}

  /**
   * A payment.
   *
   * @param mark names it among the person's payments
   * @param state of its refund, {@code none} when nobody wished one
   */
  record Payment(
      String charge,
      String mark,
      long person,
      String name,
      long stars,
      long credited,
      Instant paidAt,
      boolean invoiced,
      String state)
      implements AdminView {}

  /** Transfers that wait for a decision, oldest first. */
  record Transfers(List<TransferRequest> requests) implements AdminView {}

  /** The last jobs, newest first. */
  record Jobs(long person, List<Brief> jobs) implements AdminView {
    /** A job in a list. */
    public record Brief(long id, long person, String model, String state, Instant at) {}
  }

  /**
   * A job.
   *
   * @param credits what it was expected to cost us
   * @param attempts submissions, the one under way included
   * @param failed why, empty unless it has failed
   */
  record Job(
      Jobs.Brief brief,
      long price,
      boolean free,
      BigDecimal credits,
      int attempts,
      Optional<String> task,
      Optional<Instant> settledAt,
      Optional<String> failed,
      long captured,
      long released)
      implements AdminView {}

  /** What is set aside, oldest first, at most ten. */
  record Mistakes(List<Mistake> mistakes) implements AdminView {}

  /**
   * An update that was set aside.
   *
   * @param id the number its chat was told
   * @param reason what went wrong and where, without words of the user
   * @param whole false when its content is gone and it cannot run again
   */
  record Mistake(
      String id, long chat, String kind, String reason, int attempts, Instant at, boolean whole)
      implements AdminView {}

  /** What is switched. */
  record Switched(Switches switches) implements AdminView {}

  /**
   * @param expected credits the finished jobs were expected to take
   * @param orphans credits of tasks that nobody paid for
   * @param account what the account of the studio held and holds; empty when nobody has looked
   */
  record Statistics(
      int days,
      List<NumberLine> byDay,
      List<NumberLine> byModel,
      BigDecimal expected,
      BigDecimal orphans,
      Optional<StudioAccount> account)
      implements AdminView {}

  /** Every day of a span, oldest first, today as far as it has come. */
  record Chart(List<DayLine> days) implements AdminView {}

  /** How many people a broadcast would go to now. */
  record Audience(long people) implements AdminView {}

  /** The last broadcasts, newest first. */
  record Broadcasts(List<Broadcast> broadcasts) implements AdminView {}

  /** The last changes operators made, newest first. */
  record Log(List<Entry> entries) implements AdminView {
    /** Who did what, about whom or what, why. */
    public record Entry(
        Instant at, long admin, String deed, String subject, String details, String reason) {}
  }

  /**
   * A link into the console, for this operator.
   *
   * @param reachable false when it leads to the machine the bot runs on: Telegram makes no link of
   *     such an address
   * @param minutes for which it can be used, once
   */
  record Console(String link, boolean reachable, long minutes) implements AdminView {}

  /**
   * A deed is done.
   *
   * @param told to whom a message goes now, if it was one
   */
  record Done(Form form, Optional<Told> told) implements AdminView {
    public record Told(long person, String lang, Screen screen) {}
  }

  /** This button was pressed before; nothing was done again. */
  record Repeated() implements AdminView {}

  /**
   * A deed is not done.
   *
   * @param why {@code already}, {@code short}, {@code absent}, {@code admin}, {@code pending}
   */
  record Refused(Form form, String why) implements AdminView {}
}
