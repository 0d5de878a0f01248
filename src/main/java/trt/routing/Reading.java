package trt.routing;

import trt.domain.inbox.PendingUpdate;

/** What an update is to the bot. */
sealed interface Reading {
  /** Something the dialogue answers. */
  record Wanted(Received received) implements Reading {}

  /** Something that is answered without a dialogue. */
  sealed interface Aside extends Reading {
    /** The update. */
    PendingUpdate update();
  }

  /**
   * Somebody types the bot's name in some chat.
   *
   * @param offset where the list goes on, empty at its beginning
   */
  record Inline(
      PendingUpdate update, String queryId, long userId, String languageCode, String offset)
      implements Aside {}

  /** The bot was added to a group. */
  record Added(PendingUpdate update, long chatId, String languageCode) implements Aside {}

  /** Somebody speaks to the bot in the name of a group or channel. */
  record Anonymous(Received received) implements Aside {
    @Override
    public PendingUpdate update() {
      return received.update();
    }
  }

  /**
   * Somebody presses a button of another person.
   *
   * @param owner whose it is, 0 when nobody knows
   */
  record Foreign(Received received, long owner) implements Aside {
    @Override
    public PendingUpdate update() {
      return received.update();
    }
  }

  /** Somebody is asked for an address, which only an invoice of another bot can do. */
  record Shipping(PendingUpdate update, String queryId, String languageCode) implements Aside {}

  /** Nothing, on purpose. */
  record Nothing(NoAnswer why) implements Reading {}
}
