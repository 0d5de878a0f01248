package trt.routing;

import trt.domain.dialogue.Input;

/** What a confirmed order is known by for ever: of two with the same name the second is none. */
final class Confirmation {
  private static final String ONCE_MORE = "once";

  private Confirmation() {}

  /**
   * The name of the order this press confirms: chat, message and order number. "Once more" is one
   * order for each result, whatever the dialogue is at; who wants another confirms its price.
   *
   * @param flow number of the order in its dialogue
   */
  static String of(Received received, long flow) {
    boolean onceMore =
        received.input() instanceof Input.Press press && press.action().verb().equals(ONCE_MORE);
    return onceMore
        ? onceMore(received)
        : "%d:%d:%d:%d:%d"
            .formatted(
                received.update().feedId(),
                received.chatId(),
                received.person().id(),
                message(received),
                flow);
  }

  /** The name of the one order that "once more" of the pressed result makes without a question. */
  static String onceMore(Received received) {
    long job = received.input() instanceof Input.Press press ? press.action().number(0) : 0;
    return "once:%d:%d:%d:%d:%d"
        .formatted(
            received.update().feedId(),
            received.chatId(),
            received.person().id(),
            message(received),
            job);
  }

  private static long message(Received received) {
    return received.input() instanceof Input.Press press ? press.messageId() : 0;
  }
}
