package trt.domain.dialogue.admin;

/**
 * What an operator wants to see or do. Who is none gets nothing of it: whoever fulfils a wish looks
 * first who has it.
 */
public sealed interface AdminWish {
  /** Nothing but to be an operator: a question is asked, or an answer kept. */
  record Grant() implements AdminWish {}

  /** The menu, with what is switched. */
  record Menu() implements AdminWish {}

  /** How the parts of the bot are. */
  record Health() implements AdminWish {}

  /** The numbers of this day, UTC. */
  record Today() implements AdminWish {}

  /** People with this id, this @name, or a name that begins so. */
  record Find(String text) implements AdminWish {}

  /** One person. */
  record Person(long id) implements AdminWish {}

  /** A person's last movements of money. */
  record Moves(long id) implements AdminWish {}

  /** The last payments, of a person, or of all when 0. */
  record Payments(long person) implements AdminWish {}

  /** A person's payment, by its short mark. */
  record Payment(long person, String mark) implements AdminWish {}

  /** The transfers that wait for a decision. */
  record Transfers() implements AdminWish {}

  /** One of them. */
  record Transfer(long id) implements AdminWish {}

  /** The last jobs, of a person, or of all when 0. */
  record Jobs(long person) implements AdminWish {}

  /** One job. */
  record Job(long id) implements AdminWish {}

  /** What is set aside. */
  record Mistakes() implements AdminWish {}

  /** What was set aside under the number a person was told. */
  record Mistake(String id) implements AdminWish {}

  /** What is switched. */
  record Switched() implements AdminWish {}

  /** The numbers of so many days. */
  record Statistics(int days) implements AdminWish {}

  /** The numbers of so many days as a picture. */
  record Chart(int days) implements AdminWish {}

  /** How many people a broadcast would go to. */
  record Audience(String segment) implements AdminWish {}

  /** The last broadcasts. */
  record Broadcasts() implements AdminWish {}

  /** The last changes operators made. */
  record Log() implements AdminWish {}

  /** A way into the console. */
  record Console() implements AdminWish {}

  /**
   * The confirmed deed.
   *
   * @param flow number of the form; with the operator it names the button, which works once
   */
  record Perform(long flow, Form form) implements AdminWish {}

  /**
   * A button that confirms nothing any more: the deed may have been done.
   *
   * @param flow number of the form it belonged to
   */
  record PressedAgain(long flow) implements AdminWish {}
}
